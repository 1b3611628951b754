package io.github.wechatpayspring.endtoend.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What callers get to see when WeChat Pay is slow, stops or is not there.
 */
class NoResponseTests {

	private static final Duration LONGER_THAN_ANY_TEST = Duration.ofMinutes(10);

	private final WechatPaySimulator wechatPay = WechatPaySimulator.builder()
		.stocks(CouponApplication.stocks())
		.start();

	private ConfigurableApplicationContext application;

	@BeforeEach
	void start() {
		this.application = CouponApplication.start(this.wechatPay, "wechatpay.client.read-timeout=300ms",
				"wechatpay.client.retry.enabled=false");
	}

	@AfterEach
	void stop() {
		this.application.close();
		this.wechatPay.close();
	}

	@Test
	void doesNotKnowTheOutcomeOfACallThatTakesTooLong() {
		assertThat(Call.values()).allSatisfy(this::takesTooLong);
		awaitRequests(Call.values().length);
	}

	// a caller may give up before its request is noted down
	private void awaitRequests(int number) {
		Awaitility.await().untilAsserted(() -> assertThat(this.wechatPay.requests()).hasSize(number));
	}

	private void takesTooLong(Call call) {
		this.wechatPay.inject(Fault.delay(LONGER_THAN_ANY_TEST));
		assertThatExceptionOfType(WechatPayTransportException.class)
			.isThrownBy(() -> call.make(this.application, CouponApplication.OPENID, "1"))
			.withMessageContaining("SocketTimeoutException")
			.withMessageContaining("outcome is unknown")
			.matches(WechatPayTransportException::isOutcomeUnknown);
	}

	@Test
	void settlesItWithTheSameRequest() {
		this.wechatPay.inject(Fault.delay(LONGER_THAN_ANY_TEST));
		assertThatExceptionOfType(WechatPayTransportException.class)
			.isThrownBy(() -> Call.FAVOR.make(this.application, CouponApplication.OPENID, "1"));
		awaitRequests(1);
		try (ConfigurableApplicationContext patient = CouponApplication.start(this.wechatPay)) {
			String id = Call.FAVOR.make(patient, CouponApplication.OPENID, "1");
			assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::id).containsExactly(id);
		}
	}

	@Test
	void waitsForAResponseThatComesInTime() {
		try (ConfigurableApplicationContext patient = CouponApplication.start(this.wechatPay)) {
			this.wechatPay.inject(Fault.delay(Duration.ofMillis(400)));
			String id = Call.FAVOR.make(patient, CouponApplication.OPENID, "1");
			assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::id).containsExactly(id);
		}
	}

	@Test
	void knowsThatNothingWasSentWhenNobodyListens() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			port = socket.getLocalPort();
		}
		try (ConfigurableApplicationContext lost = CouponApplication.start(this.wechatPay,
				"wechatpay.client.base-url=http://127.0.0.1:" + port)) {
			assertThat(Call.values()).allSatisfy((call) -> assertThatExceptionOfType(WechatPayTransportException.class)
				.isThrownBy(() -> call.make(lost, CouponApplication.OPENID, "1"))
				.withMessageContaining("nothing was sent")
				.matches((ex) -> !ex.isOutcomeUnknown()));
		}
	}

	@Test
	void knowsThatNothingWasSentWhenTheHostDoesNotExist() {
		try (ConfigurableApplicationContext lost = CouponApplication.start(this.wechatPay,
				"wechatpay.client.base-url=http://wechatpay.invalid")) {
			assertThatExceptionOfType(WechatPayTransportException.class)
				.isThrownBy(() -> Call.FAVOR.make(lost, CouponApplication.OPENID, "1"))
				.matches((ex) -> !ex.isOutcomeUnknown());
		}
	}

	@Test
	void doesNotKnowTheOutcomeOfCallsThatWereUnderWayWhenWeChatPayStopped() {
		this.wechatPay.inject(Fault.delay(LONGER_THAN_ANY_TEST).always());
		try (ConfigurableApplicationContext patient = CouponApplication.start(this.wechatPay)) {
			CompletableFuture<String> call = Call.FAVOR.makeAsync(patient, CouponApplication.OPENID, "1");
			awaitRequests(1);
			this.wechatPay.close();
			assertThat(call).failsWithin(Duration.ofSeconds(30))
				.withThrowableThat()
				.havingCause()
				.isInstanceOfSatisfying(WechatPayTransportException.class,
						(ex) -> assertThat(ex.isOutcomeUnknown()).isTrue());
			assertThat(this.wechatPay.issuedCoupons()).isEmpty();
		}
	}

}
