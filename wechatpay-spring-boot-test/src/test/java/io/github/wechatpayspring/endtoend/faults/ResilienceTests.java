package io.github.wechatpayspring.endtoend.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayLimitException;
import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.SendFavorCouponResponse;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The backup host, limits, cancellation and the end of an application, over real sockets.
 */
class ResilienceTests {

	private final WechatPaySimulator wechatPay = WechatPaySimulator.builder()
		.stocks(CouponApplication.stocks())
		.start();

	@AfterEach
	void stop() {
		this.wechatPay.close();
	}

	@Test
	void goesToTheBackupHostAtOnceWhenNothingListensAtTheFirst() throws IOException {
		try (ConfigurableApplicationContext application = CouponApplication.start(this.wechatPay,
				"wechatpay.client.base-url=" + nobody(), "wechatpay.client.backup-base-url=" + this.wechatPay.baseUrl(),
				"wechatpay.client.retry.initial-delay=1h", "wechatpay.client.retry.max-delay=1h",
				"wechatpay.client.retry.timeout=1h")) {
			for (Call call : Call.values()) {
				call.make(application, CouponApplication.OPENID, "1");
			}
		}
		assertThat(this.wechatPay.requests()).hasSize(Call.values().length);
	}

	@Test
	void namesTheHostsThatDidNotRespond() throws IOException {
		try (ConfigurableApplicationContext application = CouponApplication.start(this.wechatPay,
				"wechatpay.client.base-url=" + nobody(), "wechatpay.client.backup-base-url=" + nobody(),
				"wechatpay.client.retry.initial-delay=1ms")) {
			assertThatExceptionOfType(WechatPayTransportException.class)
				.isThrownBy(() -> Call.FAVOR.make(application, CouponApplication.OPENID, "1"))
				.withMessageContaining("[attempts: 127.0.0.1: ")
				.satisfies((ex) -> {
					assertThat(ex.attempts()).hasSize(4);
					assertThat(ex.isOutcomeUnknown()).isFalse();
				});
		}
	}

	@Test
	void doesNotRepeatACallThatWasCancelled() {
		try (ConfigurableApplicationContext application = CouponApplication.start(this.wechatPay,
				"wechatpay.client.retry.initial-delay=1h", "wechatpay.client.retry.max-delay=1h",
				"wechatpay.client.retry.timeout=3h")) {
			this.wechatPay.inject(Fault.SYSTEM_ERROR_NOT_PROCESSED);
			FavorCouponService favorCoupons = application.getBean(FavorCouponService.class);
			CompletableFuture<SendFavorCouponResponse> call = favorCoupons
				.sendAsync(CouponApplication.favor("1").build());
			Awaitility.await().until(() -> this.wechatPay.requests().size() == 1);
			call.cancel(true);
			// to the same user, whose turn it only is once the other call has ended
			favorCoupons.send(CouponApplication.favor("2").build());
		}
		assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::outRequestNo).containsExactly("2");
	}

	@Test
	void sendsACallOnceForThoseWhoWantItSo() {
		try (ConfigurableApplicationContext application = CouponApplication.start(this.wechatPay)) {
			this.wechatPay.inject(Fault.SYSTEM_ERROR_PROCESSED);
			assertThatExceptionOfType(WechatPayApiException.class)
				.isThrownBy(() -> application.getBean(FavorCouponService.class)
					.withoutRetry()
					.send(CouponApplication.favor("1").build()))
				.satisfies((ex) -> assertThat(ex.attempts()).hasSize(1));
		}
		assertThat(this.wechatPay.requests()).hasSize(1);
	}

	@Test
	void sendsNothingBeyondALimit() {
		try (ConfigurableApplicationContext application = CouponApplication.start(this.wechatPay,
				"wechatpay.client.rate-limit.multiuse-send=1/h", "wechatpay.client.rate-limit.max-wait=1ms")) {
			Call.MULTIUSE.make(application, CouponApplication.OPENID, "1");
			assertThatExceptionOfType(WechatPayLimitException.class)
				.isThrownBy(() -> Call.MULTIUSE.make(application, CouponApplication.OPENID, "2"))
				.withMessageContaining("wechatpay.client.rate-limit.operations.multiuse-send")
				.satisfies((ex) -> assertThat(ex.outRequestNo()).isEqualTo("2"));
		}
		assertThat(this.wechatPay.requests()).hasSize(1);
	}

	@Test
	void finishesCallsInFlightWhenTheApplicationStopsAndRefusesNewOnes() {
		ConfigurableApplicationContext application = CouponApplication.start(this.wechatPay);
		FavorCouponService favorCoupons = application.getBean(FavorCouponService.class);
		this.wechatPay.inject(Fault.delay(Duration.ofSeconds(1)));
		CompletableFuture<String> call = Call.FAVOR.makeAsync(application, CouponApplication.OPENID, "1");
		Awaitility.await().until(() -> this.wechatPay.requests().size() == 1);
		application.close();
		assertThat(call.join()).isEqualTo(this.wechatPay.issuedCoupons().get(0).id());
		assertThatExceptionOfType(WechatPayTransportException.class)
			.isThrownBy(() -> favorCoupons.send(CouponApplication.favor("2").build()))
			.withMessage("Nothing was sent: the application is shutting down");
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> favorCoupons.sendAsync(CouponApplication.favor("3").build()).join())
			.withCauseInstanceOf(WechatPayTransportException.class);
		assertThat(this.wechatPay.issuedCoupons()).hasSize(1);
	}

	private static String nobody() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return "http://127.0.0.1:" + socket.getLocalPort();
		}
	}

}
