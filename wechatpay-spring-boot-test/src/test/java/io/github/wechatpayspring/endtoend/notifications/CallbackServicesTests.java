package io.github.wechatpayspring.endtoend.notifications;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.faults.FaultTests;
import io.github.wechatpayspring.notification.BusifavorCallbackService;
import io.github.wechatpayspring.notification.CallbackRegistration;
import io.github.wechatpayspring.notification.CouponSentNotification;
import io.github.wechatpayspring.notification.CouponUsedNotification;
import io.github.wechatpayspring.notification.FavorCallbackService;
import io.github.wechatpayspring.notification.NotificationParser;
import io.github.wechatpayspring.notification.SetBusifavorCallbackRequest;
import io.github.wechatpayspring.notification.SetFavorCallbackRequest;
import io.github.wechatpayspring.simulator.CallbackAttempt;
import io.github.wechatpayspring.simulator.CallbackReceiver;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Registering the URL for notifications, and getting notifications there.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "wechatpay.client.retry.enabled=false",
				"wechatpay.client.rate-limit.operations.favor-callback-set=1000/s" })
@AutoConfigureWechatPaySimulator
class CallbackServicesTests {

	private static final String URL = "https://shop.example.com/wechatpay/notifications";

	private static final SetFavorCallbackRequest FAVOR = SetFavorCallbackRequest.builder().notifyUrl(URL).build();

	private static final SetBusifavorCallbackRequest BUSIFAVOR = new SetBusifavorCallbackRequest(URL);

	@Autowired
	private WechatPaySimulator wechatPay;

	@Autowired
	private BeanFactory application;

	@Autowired
	private FavorCallbackService favorCallbacks;

	@Autowired
	private BusifavorCallbackService busifavorCallbacks;

	@Autowired
	private NotificationParser parser;

	@ParameterizedTest
	@EnumSource
	void sendsWhatWeChatPayAsksFor(Callback callback) {
		register();
		CallbackRegistration registration = callback.call(this.application);
		assertThat(registration.notifyUrl()).isEqualTo(URL);
		assertThat(registration.requestId()).matches("08[0-9A-F]+-0");
		assertThat(registration.additionalFields()).isEmpty();
		assertThat(callback.callAsync(this.application).join().notifyUrl()).isEqualTo(URL);
		assertThat(this.wechatPay.requests()).hasSize(4)
			.allSatisfy((request) -> assertThat(request.status()).isEqualTo(200));
		RecordedRequest request = this.wechatPay.requests().get(3);
		assertThat(request.operation()).isEqualTo(callback.operation);
		assertThat(request.header("Wechatpay-Serial")).isEqualTo(this.wechatPay.merchant().platformPublicKeyId());
		assertThat(request.bodyAsString()).doesNotContain("null");
	}

	@Test
	void tellsWhenTheUrlWasSetAndWhose() {
		assertThat(this.favorCallbacks.setCallback(FAVOR).updateTime()).isNotNull();
		CallbackRegistration registration = this.busifavorCallbacks.setCallback(BUSIFAVOR);
		assertThat(registration.updateTime()).isNotNull();
		assertThat(registration.mchid()).isEqualTo(CouponApplication.MERCHANT_ID);
		assertThat(this.favorCallbacks.queryCallback().mchid()).isEqualTo(CouponApplication.MERCHANT_ID);
	}

	@ParameterizedTest
	@EnumSource(names = "QUERY_.*", mode = EnumSource.Mode.MATCH_ALL)
	void tellsThatNoUrlWasSet(Callback callback) {
		assertThatExceptionOfType(WechatPayApiException.class).isThrownBy(() -> callback.call(this.application))
			.withMessageContaining("404 RESOURCE_NOT_EXISTS")
			.matches((ex) -> !ex.isOutcomeUnknown() && ex.isSignatureVerified());
	}

	@ParameterizedTest(name = "{0} of {1}")
	@MethodSource("faultsOfCallbacks")
	void tellsWhatHappened(Fault fault, Callback callback) {
		check(fault, () -> callback.call(this.application));
		check(fault, () -> callback.callAsync(this.application).join());
	}

	private void check(Fault fault, Supplier<CallbackRegistration> attempt) {
		register();
		this.wechatPay.inject(fault);
		WechatPayException failure = null;
		try {
			assertThat(attempt.get().notifyUrl()).isEqualTo(URL);
		}
		catch (WechatPayException ex) {
			failure = ex;
		}
		catch (CompletionException ex) {
			assertThat(ex).hasCauseInstanceOf(WechatPayException.class);
			failure = (WechatPayException) ex.getCause();
		}
		FaultTests.OUTCOMES.get(fault).check(failure);
		assertThat(attempt.get().notifyUrl()).isEqualTo(URL);
	}

	static Stream<Arguments> faultsOfCallbacks() {
		return FaultTests.faults()
			.stream()
			.flatMap((fault) -> Arrays.stream(Callback.values()).map((callback) -> Arguments.of(fault, callback)));
	}

	@Test
	void areRepeatedAfterAFailureUnlessTheyAreNotTo() {
		try (ConfigurableApplicationContext repeating = CouponApplication.start(this.wechatPay)) {
			for (Callback callback : Callback.values()) {
				this.wechatPay.inject(Fault.SYSTEM_ERROR_PROCESSED.on(callback.operation));
				assertThat(callback.call(repeating).notifyUrl()).isEqualTo(URL);
			}
			assertThat(this.wechatPay.requests()).hasSize(2 * Callback.values().length);
			this.wechatPay.inject(Fault.SYSTEM_ERROR_PROCESSED.times(2));
			assertThatExceptionOfType(WechatPayApiException.class)
				.isThrownBy(() -> repeating.getBean(FavorCallbackService.class).withoutRetry().setCallback(FAVOR));
			assertThatExceptionOfType(WechatPayApiException.class)
				.isThrownBy(() -> repeating.getBean(BusifavorCallbackService.class).withoutRetry().queryCallback());
			assertThat(this.wechatPay.requests()).hasSize(2 * Callback.values().length + 2);
		}
	}

	@Test
	void readsNotificationsAtTheUrlsThatItRegistered() {
		try (CallbackReceiver used = CallbackReceiver.https((request) -> 204);
				CallbackReceiver sent = CallbackReceiver.https((request) -> 204)) {
			this.favorCallbacks.setCallback(SetFavorCallbackRequest.builder().notifyUrl(used.url().toString()).build());
			this.busifavorCallbacks.setCallback(new SetBusifavorCallbackRequest(sent.url().toString()));
			String cash = Call.FAVOR.make(this.application, CouponApplication.OPENID, "1");
			String product = Call.PRODUCT.make(this.application, CouponApplication.OPENID, "2");
			this.wechatPay.redeem(cash);
			assertThat(this.wechatPay.callbacks().awaitAttempts()).hasSize(2).allMatch(CallbackAttempt::isAccepted);
			CallbackReceiver.Received use = used.take();
			assertThat(this.parser.parse(use.headers(), use.body())).isInstanceOfSatisfying(
					CouponUsedNotification.class,
					(notification) -> assertThat(notification.couponId()).isEqualTo(cash));
			CallbackReceiver.Received send = sent.take();
			assertThat(this.parser.parse(send.headers(), send.body())).isInstanceOfSatisfying(
					CouponSentNotification.class,
					(notification) -> assertThat(notification.couponCode()).isEqualTo(product));
		}
	}

	private void register() {
		this.favorCallbacks.setCallback(FAVOR);
		this.busifavorCallbacks.setCallback(BUSIFAVOR);
	}

	enum Callback {

		SET_FAVOR(Operation.FAVOR_CALLBACK_SET) {

			@Override
			CallbackRegistration call(BeanFactory application) {
				return application.getBean(FavorCallbackService.class).setCallback(FAVOR);
			}

			@Override
			CompletableFuture<CallbackRegistration> callAsync(BeanFactory application) {
				return application.getBean(FavorCallbackService.class).setCallbackAsync(FAVOR);
			}

		},

		QUERY_FAVOR(Operation.FAVOR_CALLBACK_QUERY) {

			@Override
			CallbackRegistration call(BeanFactory application) {
				return application.getBean(FavorCallbackService.class).queryCallback();
			}

			@Override
			CompletableFuture<CallbackRegistration> callAsync(BeanFactory application) {
				return application.getBean(FavorCallbackService.class).queryCallbackAsync();
			}

		},

		SET_BUSIFAVOR(Operation.BUSIFAVOR_CALLBACK_SET) {

			@Override
			CallbackRegistration call(BeanFactory application) {
				return application.getBean(BusifavorCallbackService.class).setCallback(BUSIFAVOR);
			}

			@Override
			CompletableFuture<CallbackRegistration> callAsync(BeanFactory application) {
				return application.getBean(BusifavorCallbackService.class).setCallbackAsync(BUSIFAVOR);
			}

		},

		QUERY_BUSIFAVOR(Operation.BUSIFAVOR_CALLBACK_QUERY) {

			@Override
			CallbackRegistration call(BeanFactory application) {
				return application.getBean(BusifavorCallbackService.class).queryCallback();
			}

			@Override
			CompletableFuture<CallbackRegistration> callAsync(BeanFactory application) {
				return application.getBean(BusifavorCallbackService.class).queryCallbackAsync();
			}

		};

		private final Operation operation;

		Callback(Operation operation) {
			this.operation = operation;
		}

		abstract CallbackRegistration call(BeanFactory application);

		abstract CompletableFuture<CallbackRegistration> callAsync(BeanFactory application);

	}

}
