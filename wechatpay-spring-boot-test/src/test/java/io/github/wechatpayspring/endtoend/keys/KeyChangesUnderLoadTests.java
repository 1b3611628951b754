package io.github.wechatpayspring.endtoend.keys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.notification.NotificationParser;
import io.github.wechatpayspring.notification.WechatPayNotification;
import io.github.wechatpayspring.simulator.CallbackAttempt;
import io.github.wechatpayspring.simulator.CallbackReceiver;
import io.github.wechatpayspring.simulator.CallbackSettings;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.PlatformKeyMode;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many callers and notifications while the keys of WeChat Pay change: certificates are
 * announced and put to use, and migration to the public key goes on. No call fails and no
 * notification is refused, not even once.
 */
@Timeout(300)
class KeyChangesUnderLoadTests {

	private static final int CALLERS = 32;

	// how many of a hundred notifications are signed with the public key after each round
	private static final int[] PERCENTAGES = { 10, 50, 100, 10 };

	private static final int COUPONS_A_ROUND = 3;

	private final CallbackReceiver receiver = new CallbackReceiver(this::receive);

	private final Queue<WechatPayNotification> notifications = new ConcurrentLinkedQueue<>();

	private final Queue<RuntimeException> refusals = new ConcurrentLinkedQueue<>();

	private final List<CountDownLatch> inTheMiddleOfRounds = Stream.generate(() -> new CountDownLatch(CALLERS / 2))
		.limit(PERCENTAGES.length)
		.toList();

	private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

	private WechatPaySimulator wechatPay;

	private ConfigurableApplicationContext application;

	@AfterEach
	void stop() {
		this.callers.shutdownNow();
		this.application.close();
		this.wechatPay.close();
		this.receiver.close();
	}

	@ParameterizedTest
	@EnumSource
	void nothingFails(PlatformKeyMode mode) throws Exception {
		this.wechatPay = WechatPaySimulator.builder()
			.platformKeys(mode)
			.stocks(CouponApplication.stocks())
			.notifyUrl(this.receiver.url())
			.callbackSettings(
					CallbackSettings.defaults().withPublicKeyPercentage(0).withTimeLimit(Duration.ofMinutes(2)))
			.start();
		// a repetition would hide a failure
		this.application = CouponApplication.start(this.wechatPay, "wechatpay.client.retry.enabled=false",
				"wechatpay.client.rate-limit.enabled=false");
		List<Future<List<String>>> running = new ArrayList<>();
		for (int caller = 0; caller < CALLERS; caller++) {
			String name = "caller-" + caller;
			running.add(this.callers.submit(() -> issueAndRedeem(name)));
		}
		for (int round = 0; round < PERCENTAGES.length; round++) {
			this.inTheMiddleOfRounds.get(round).await();
			changeKeys(mode, round);
		}
		List<String> issued = new ArrayList<>();
		for (Future<List<String>> caller : running) {
			issued.addAll(caller.get());
		}
		assertThat(issued).hasSize(CALLERS * PERCENTAGES.length * COUPONS_A_ROUND);
		assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::id)
			.containsExactlyInAnyOrderElementsOf(issued);
		checkNotifications(mode);
		checkRequests();
	}

	private List<String> issueAndRedeem(String caller) {
		List<String> issued = new ArrayList<>();
		for (int round = 0; round < PERCENTAGES.length; round++) {
			String number = caller + "-" + round;
			String coupon = Call.FAVOR.make(this.application, caller, number);
			issued.add(coupon);
			this.wechatPay.redeem(coupon);
			this.inTheMiddleOfRounds.get(round).countDown();
			issued.add(Call.PRODUCT.make(this.application, caller, number));
			issued.add(Call.MULTIUSE.make(this.application, caller, number));
		}
		return issued;
	}

	private void changeKeys(PlatformKeyMode mode, int round) {
		if (mode != PlatformKeyMode.PUBLIC_KEY) {
			if (round % 2 == 0) {
				this.wechatPay.announceCertificate();
			}
			// put to use at once, or a round after it was announced
			if (round % 3 != 0) {
				this.wechatPay.rotateCertificate();
			}
		}
		this.wechatPay.callbacks().publicKeyPercentage(PERCENTAGES[round]);
	}

	private void checkNotifications(PlatformKeyMode mode) {
		this.wechatPay.callbacks().awaitAttempts();
		// a notification that comes before its certificate is refused and sent again
		int refused = this.refusals.size();
		assertThat(this.refusals).allMatch(
				(ex) -> ex instanceof WechatPaySecurityException refusal && refusal.reason() == Reason.SERIAL_UNKNOWN);
		assertThat(mode != PlatformKeyMode.PUBLIC_KEY || refused == 0).isTrue();
		Awaitility.await()
			.atMost(Duration.ofMinutes(3))
			.untilAsserted(() -> CouponApplication.knowCertificates(this.wechatPay, this.application));
		for (int again = 0; again < refused; again++) {
			assertThat(this.wechatPay.callbacks().redeliver().isAccepted()).isTrue();
		}
		int sent = CALLERS * PERCENTAGES.length * 2;
		List<CallbackAttempt> attempts = this.wechatPay.callbacks().attempts();
		assertThat(attempts).hasSize(sent + refused).filteredOn(CallbackAttempt::isAccepted).hasSize(sent);
		assertThat(this.notifications).hasSize(sent).extracting(WechatPayNotification::id).doesNotHaveDuplicates();
		String publicKeyId = this.wechatPay.merchant().platformPublicKeyId();
		List<String> keyIds = attempts.stream().map(CallbackAttempt::keyId).distinct().toList();
		switch (mode) {
			case PUBLIC_KEY -> assertThat(keyIds).containsExactly(publicKeyId);
			case CERTIFICATE, BEFORE_MIGRATION ->
				assertThat(keyIds).hasSizeGreaterThanOrEqualTo(2).allMatch((id) -> id.matches("[0-9A-F]{40}"));
			case MIGRATION -> assertThat(keyIds).hasSizeGreaterThanOrEqualTo(2).contains(publicKeyId);
		}
	}

	// only now, as notifications may have needed certificates to the end
	private void checkRequests() {
		List<RecordedRequest> requests = this.wechatPay.requests();
		assertThat(requests).extracting(RecordedRequest::status).containsOnly(200);
		assertThat(requests.stream().filter((request) -> request.operation() == Operation.CERTIFICATE_DOWNLOAD).count())
			.as("downloads, at most one for each certificate and one that began too early")
			.isLessThanOrEqualTo(2L * this.wechatPay.platformCertificatePems().size());
	}

	private int receive(CallbackReceiver.Received request) {
		try {
			this.notifications
				.add(this.application.getBean(NotificationParser.class).parse(request.headers(), request.body()));
			return 204;
		}
		catch (RuntimeException ex) {
			this.refusals.add(ex);
			return 500;
		}
	}

}
