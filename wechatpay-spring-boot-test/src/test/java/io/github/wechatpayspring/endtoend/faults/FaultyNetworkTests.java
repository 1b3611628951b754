package io.github.wechatpayspring.endtoend.faults;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.faults.FaultyNetwork.End;
import io.github.wechatpayspring.endtoend.faults.FaultyNetwork.FaultRow;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every call through a network that cuts, delays and loses bytes.
 */
class FaultyNetworkTests {

	private static final int MORE_THAN_ATTEMPTS = 10;

	// within the request line, the headers, and, of the longer calls, the body
	private static final List<Long> REQUEST_BYTES = List.of(1L, 40L, 300L, 900L, 1100L, 1300L, 1700L);

	// within the status line, the headers, and the body
	private static final List<Long> RESPONSE_BYTES = List.of(1L, 12L, 200L, 600L, 800L, 900L);

	private static final WechatPaySimulator wechatPay = WechatPaySimulator.builder()
		.stocks(CouponApplication.stocks())
		.start();

	private static final FaultyNetwork network = new FaultyNetwork(URI.create(wechatPay.baseUrl()));

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		application = CouponApplication.start(wechatPay, "wechatpay.client.base-url=" + network.baseUrl(),
				"wechatpay.client.read-timeout=250ms", "wechatpay.client.retry.initial-delay=1ms",
				"wechatpay.client.retry.max-share=1", "wechatpay.client.rate-limit.enabled=false");
	}

	@BeforeEach
	void forget() {
		network.heal();
		wechatPay.reset();
		Arrays.stream(CouponApplication.stocks()).forEach(wechatPay::addStock);
	}

	@AfterAll
	static void stop() throws IOException {
		application.close();
		network.close();
		wechatPay.close();
	}

	@ParameterizedTest(name = "{0} of {1}")
	@MethodSource("faultsOfCalls")
	void getsThroughWhenOneConnectionFails(FaultRow fault, Call call) {
		network.plan(fault, 1);
		Belief belief = Belief.after(application, wechatPay, call, Belief.nextNumber());
		assertThat(belief.failure()).isNull();
		belief.compareWithLedger(wechatPay);
	}

	@ParameterizedTest(name = "{0} of {1}")
	@MethodSource("faultsOfCalls")
	void knowsWhatItDoesNotKnowWhenEachConnectionFails(FaultRow fault, Call call) {
		network.plan(fault, MORE_THAN_ATTEMPTS);
		Belief belief = Belief.after(application, wechatPay, call, Belief.nextNumber());
		network.heal();
		belief.compareWithLedger(wechatPay);
		belief.settle(application, wechatPay);
	}

	static Stream<Arguments> faultsOfCalls() {
		List<FaultRow> faults = new ArrayList<>(List.of(FaultRow.refusal(), FaultRow.slow()));
		for (End end : End.values()) {
			REQUEST_BYTES.forEach((bytes) -> faults.add(FaultRow.requestEnds(end, bytes)));
			RESPONSE_BYTES.forEach((bytes) -> faults.add(FaultRow.responseEnds(end, bytes)));
		}
		// each with one call, so that every call meets every kind of fault in some place
		return faults.stream()
			.map((fault) -> Arguments.of(fault, Call.values()[faults.indexOf(fault) % Call.values().length]));
	}

}
