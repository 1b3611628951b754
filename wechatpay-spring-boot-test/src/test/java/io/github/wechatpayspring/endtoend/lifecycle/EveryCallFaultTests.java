package io.github.wechatpayspring.endtoend.lifecycle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.faults.FaultTests;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.FaultPlan;
import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every call that is described with every fault of the simulator: what the caller is told
 * is compared with what there is afterwards.
 */
class EveryCallFaultTests {

	// made by the library itself, never for a merchant's request
	private static final Set<Operation> INTERNAL = EnumSet.of(Operation.CERTIFICATE_DOWNLOAD, Operation.SECURITY_ECHO);

	// what is done already is refused, unless it is a retry
	private static final Set<Operation> CHANGING_STATE = EnumSet.of(Operation.FAVOR_STOCK_START,
			Operation.FAVOR_STOCK_PAUSE, Operation.FAVOR_STOCK_RESTART, Operation.FAVOR_STOCK_STOP);

	private static final WechatPaySimulator wechatPay = WechatPaySimulator.start();

	private static final ConfigurableApplicationContext application = CouponApplication.start(wechatPay,
			"wechatpay.client.retry.initial-delay=1ms", "wechatpay.client.retry.max-share=1",
			"wechatpay.client.retry.max-attempts=2", "wechatpay.client.rate-limit.enabled=false");

	private static final CouponWorld world = new CouponWorld(wechatPay, application);

	private static final Map<Operation, Effect> EFFECTS = new EnumMap<>(Operation.class);

	@AfterAll
	static void stop() {
		application.close();
		wechatPay.close();
	}

	@Test
	void leavesNoCallOut() {
		Set<Operation> expected = EnumSet.allOf(Operation.class);
		expected.removeAll(INTERNAL);
		assertThat(world.steps().keySet()).isEqualTo(expected);
	}

	static Stream<Operation> calls() {
		return Arrays.stream(Operation.values()).filter((operation) -> !INTERNAL.contains(operation));
	}

	static Stream<Arguments> callsAndFaults() {
		return calls()
			.flatMap((operation) -> FaultTests.faults().stream().map((fault) -> Arguments.of(operation, fault)));
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("callsAndFaults")
	void tellsWhatIsAfterAFault(Operation operation, Fault fault) {
		tellsWhatIs(operation, fault.on(operation));
	}

	@ParameterizedTest
	@MethodSource("calls")
	void tellsWhatIsAfterFaultsThatGoOn(Operation operation) {
		for (Fault fault : List.of(Fault.RESET_AFTER_PROCESSING, Fault.SYSTEM_ERROR_NOT_PROCESSED,
				Fault.TAMPERED_BODY)) {
			tellsWhatIs(operation, fault.on(operation).always());
		}
	}

	private static void tellsWhatIs(Operation operation, FaultPlan plan) {
		Effect effect = EFFECTS.computeIfAbsent(operation, Effect::of);
		world.prepare(operation);
		int earlier = requests(operation).size();
		wechatPay.inject(plan);
		WechatPayException failure = attempt(operation);
		wechatPay.clearFaults();
		List<RecordedRequest> attempts = requests(operation).subList(earlier, requests(operation).size());
		if (operation != Operation.BILL_DOWNLOAD) {
			// each download has a link of its own
			assertThat(attempts.stream().map((request) -> request.target() + request.bodyAsString()).distinct())
				.hasSize(1);
		}
		List<String> now = world.state(operation);
		if (failure == null) {
			assertThat(now).isEqualTo(effect.after());
		}
		else if (failure.isOutcomeUnknown()) {
			assertThat(now).isIn(effect.before(), effect.after());
		}
		else {
			assertThat(now).isEqualTo(effect.before());
		}
		if (!CHANGING_STATE.contains(operation) || !now.equals(effect.after())) {
			assertThat(attempt(operation)).as("the same request again").isNull();
			assertThat(world.state(operation)).isEqualTo(effect.after());
		}
	}

	@ParameterizedTest
	@MethodSource("calls")
	void isRetriedOnceTheResponseIsLost(Operation operation) {
		world.prepare(operation);
		int earlier = requests(operation).size();
		wechatPay.inject(Fault.RESET_AFTER_PROCESSING.on(operation));
		world.call(operation);
		assertThat(requests(operation)).hasSize(earlier + 2);
	}

	private static @Nullable WechatPayException attempt(Operation operation) {
		try {
			world.call(operation);
			return null;
		}
		catch (WechatPayException ex) {
			return ex;
		}
	}

	private static List<RecordedRequest> requests(Operation operation) {
		List<RecordedRequest> requests = new ArrayList<>(wechatPay.requests());
		requests.removeIf((request) -> request.operation() != operation);
		return requests;
	}

	/**
	 * What a call does to the world.
	 *
	 * @param before what there is without it
	 * @param after what there is once it was made
	 */
	private record Effect(List<String> before, List<String> after) {

		static Effect of(Operation operation) {
			world.prepare(operation);
			List<String> before = world.state(operation);
			world.call(operation);
			return new Effect(before, world.state(operation));
		}

	}

}
