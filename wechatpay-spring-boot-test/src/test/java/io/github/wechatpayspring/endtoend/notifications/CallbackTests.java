package io.github.wechatpayspring.endtoend.notifications;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.notification.CouponSendChannel;
import io.github.wechatpayspring.notification.CouponSentNotification;
import io.github.wechatpayspring.notification.CouponUsedNotification;
import io.github.wechatpayspring.notification.NotificationParser;
import io.github.wechatpayspring.notification.WechatPayNotification;
import io.github.wechatpayspring.simulator.CallbackAttempt;
import io.github.wechatpayspring.simulator.CallbackReceiver;
import io.github.wechatpayspring.simulator.CallbackSettings;
import io.github.wechatpayspring.simulator.CouponStatus;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.PlatformKeyMode;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A merchant who is told of coupons that were used or sent.
 */
@Timeout(60)
class CallbackTests {

	private final CallbackReceiver receiver = new CallbackReceiver(this::receive);

	private final List<WechatPayNotification> notifications = new CopyOnWriteArrayList<>();

	private final List<Reason> refusals = new CopyOnWriteArrayList<>();

	private WechatPaySimulator wechatPay;

	private ConfigurableApplicationContext application;

	private NotificationParser parser;

	@AfterEach
	void stop() {
		this.application.close();
		this.wechatPay.close();
		this.receiver.close();
	}

	@ParameterizedTest
	@EnumSource(PlatformKeyMode.class)
	void readsThatACashCouponWasUsed(PlatformKeyMode mode) {
		start(mode, CallbackSettings.defaults());
		this.wechatPay.redeem(issue(Call.FAVOR, "1"));
		CouponUsedNotification notification = onlyNotification();
		IssuedCoupon coupon = this.wechatPay.issuedCoupons().get(0);
		assertThat(coupon.status()).isEqualTo(CouponStatus.USED);
		assertThat(notification.couponId()).isEqualTo(coupon.id());
		assertThat(notification.stockId()).isEqualTo(CouponApplication.FAVOR_STOCK);
		assertThat(notification.stockCreatorMchid()).isEqualTo(CouponApplication.MERCHANT_ID);
		assertThat(notification.couponName()).isEqualTo("新人立减券");
		assertThat(notification.status()).hasToString("USED");
		assertThat(notification.normalCouponInformation().couponAmount()).isEqualTo(500);
		assertThat(notification.consumeInformation().consumeMchid()).isEqualTo(CouponApplication.MERCHANT_ID);
		assertThat(notification.consumeInformation().transactionId()).matches("42\\d{26}");
		assertThat(notification.consumeInformation().consumeAmount()).isNull();
		assertThat(notification.businessType()).isNull();
		assertThat(notification.additionalFields()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "coupon" })
	void readsEachUseOfMultiuseCredit(String associatedData) {
		start(PlatformKeyMode.PUBLIC_KEY, CallbackSettings.defaults().withAssociatedData(associatedData));
		String gold = issue(Call.MULTIUSE, "1");
		long value = this.wechatPay.issuedCoupons().get(0).value();
		assertThat(this.wechatPay.redeem(gold, 100).balance()).isEqualTo(value - 100);
		assertThat(this.wechatPay.redeem(gold).status()).isEqualTo(CouponStatus.USED);
		assertThat(attempts()).hasSize(2).allMatch(CallbackAttempt::isAccepted);
		assertThat(this.notifications).extracting(WechatPayNotification::id).doesNotHaveDuplicates();
		assertThat(this.notifications).hasSize(2)
			.allSatisfy((notification) -> assertThat(((CouponUsedNotification) notification).businessType())
				.hasToString("MULTIUSE"))
			.extracting((notification) -> ((CouponUsedNotification) notification).consumeInformation().consumeAmount())
			.containsExactly(100L, value - 100);
	}

	@ParameterizedTest
	@EnumSource(PlatformKeyMode.class)
	void readsThatAProductCouponWasSent(PlatformKeyMode mode) {
		start(mode, CallbackSettings.defaults());
		String code = issue(Call.PRODUCT, "1");
		assertThat(issue(Call.PRODUCT, "1")).as("a repetition").isEqualTo(code);
		assertThat(attempts()).singleElement().matches(CallbackAttempt::isAccepted);
		assertThat(this.notifications).singleElement()
			.isInstanceOfSatisfying(CouponSentNotification.class, (notification) -> {
				assertThat(notification.couponCode()).isEqualTo(code);
				assertThat(notification.stockId()).isEqualTo(CouponApplication.PRODUCT_STOCK);
				assertThat(notification.sendTime().toInstant())
					.isEqualTo(this.wechatPay.issuedCoupons().get(0).createTime().truncatedTo(ChronoUnit.SECONDS));
				assertThat(notification.sendChannel()).isEqualTo(CouponSendChannel.API);
				assertThat(notification.sendMerchant()).isEqualTo(CouponApplication.MERCHANT_ID);
				assertThat(notification.couponEventType()).isEqualTo("EVENT_TYPE_BUSICOUPON_SEND");
				assertThat(notification.openid()).as("the stock has no notify_appid").isNull();
				assertThat(notification.unionid()).isNull();
				assertThat(notification.attachInfo()).isNull();
				assertThat(notification.additionalFields()).isEmpty();
			});
	}

	@Test
	void readsWhoGotAProductCouponOfAStockWithNotifyAppid() {
		start(PlatformKeyMode.PUBLIC_KEY, CallbackSettings.defaults());
		this.wechatPay.addStock(Stock.productCoupon(CouponApplication.PRODUCT_STOCK).withNotifyAppid());
		issue(Call.PRODUCT, "1");
		assertThat(attempts()).hasSize(1);
		CouponSentNotification notification = (CouponSentNotification) this.notifications.get(0);
		assertThat(notification.openid()).isEqualTo(CouponApplication.OPENID);
		assertThat(notification.unionid()).isNotEqualTo(CouponApplication.OPENID).isNotBlank();
	}

	@ParameterizedTest
	@EnumSource(PlatformKeyMode.class)
	void readsNotificationsInAnyOrder(PlatformKeyMode mode) {
		start(mode, CallbackSettings.defaults());
		this.wechatPay.callbacks().hold();
		String gold = issue(Call.MULTIUSE, "1");
		String product = issue(Call.PRODUCT, "2");
		this.wechatPay.redeem(gold, 1);
		this.wechatPay.redeem(gold, 2);
		assertThat(this.wechatPay.callbacks().releaseNewestFirst()).hasSize(3).allMatch(CallbackAttempt::isAccepted);
		assertThat(this.notifications.subList(0, 2))
			.extracting((notification) -> ((CouponUsedNotification) notification).consumeInformation().consumeAmount())
			.containsExactly(2L, 1L);
		assertThat(this.notifications).last()
			.isInstanceOfSatisfying(CouponSentNotification.class,
					(notification) -> assertThat(notification.couponCode()).isEqualTo(product));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 10, 30, 50, 100 })
	void verifiesEitherKeyDuringMigration(int percentage) {
		start(PlatformKeyMode.MIGRATION, CallbackSettings.defaults().withPublicKeyPercentage(percentage));
		for (int i = 0; i < 10; i++) {
			this.wechatPay.redeem(issue(Call.FAVOR, "number-" + i));
		}
		String publicKeyId = this.wechatPay.merchant().platformPublicKeyId();
		assertThat(attempts()).hasSize(10)
			.allMatch(CallbackAttempt::isAccepted)
			.filteredOn((attempt) -> attempt.keyId().equals(publicKeyId))
			.hasSize(percentage / 10);
		assertThat(this.refusals).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(value = PlatformKeyMode.class, names = "PUBLIC_KEY", mode = EnumSource.Mode.EXCLUDE)
	void verifiesACertificateThatIsNew(PlatformKeyMode mode) {
		start(mode, CallbackSettings.defaults().withPublicKeyPercentage(0));
		String coupon = issue(Call.FAVOR, "1");
		this.wechatPay.rotateCertificate();
		this.wechatPay.redeem(coupon);
		// the first may be refused while the certificate is downloaded, hence repeats
		while (!attempts().get(attempts().size() - 1).isAccepted()) {
			this.wechatPay.callbacks().redeliver();
		}
		assertThat(onlyNotification().couponId()).isEqualTo(coupon);
	}

	@ParameterizedTest
	@EnumSource(value = PlatformKeyMode.class, names = { "PUBLIC_KEY", "CERTIFICATE" })
	void refusesProbesAndReadsDuplicates(PlatformKeyMode mode) {
		start(mode, CallbackSettings.defaults());
		this.wechatPay.redeem(issue(Call.FAVOR, "1"));
		String id = attempts().get(0).notificationId();
		assertThat(this.wechatPay.callbacks().probe(id).status()).isEqualTo(401);
		assertThat(this.refusals).containsExactly(Reason.PROBE);
		assertThat(this.wechatPay.callbacks().duplicate(id).status()).isEqualTo(204);
		assertThat(this.notifications).hasSize(2).extracting(WechatPayNotification::id).containsOnly(id);
	}

	private void start(PlatformKeyMode mode, CallbackSettings settings) {
		this.wechatPay = WechatPaySimulator.builder()
			.platformKeys(mode)
			.stocks(CouponApplication.stocks())
			.notifyUrl(this.receiver.url())
			.callbackSettings(settings)
			.start();
		this.application = CouponApplication.start(this.wechatPay);
		this.parser = this.application.getBean(NotificationParser.class);
		CouponApplication.knowCertificates(this.wechatPay, this.application);
	}

	private String issue(Call call, String outRequestNo) {
		return call.make(this.application, CouponApplication.OPENID, outRequestNo);
	}

	private int receive(CallbackReceiver.Received request) {
		try {
			this.notifications.add(this.parser.parse(request.headers(), request.body()));
			return 204;
		}
		catch (WechatPaySecurityException ex) {
			this.refusals.add(ex.reason());
			return 401;
		}
	}

	private List<CallbackAttempt> attempts() {
		return this.wechatPay.callbacks().awaitAttempts();
	}

	private CouponUsedNotification onlyNotification() {
		assertThat(attempts()).last().matches(CallbackAttempt::isAccepted);
		assertThat(this.notifications).hasSize(1);
		return (CouponUsedNotification) this.notifications.get(0);
	}

}
