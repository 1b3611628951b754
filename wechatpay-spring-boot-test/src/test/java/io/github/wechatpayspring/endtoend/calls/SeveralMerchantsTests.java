package io.github.wechatpayspring.endtoend.calls;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.NotifiedApplication;
import io.github.wechatpayspring.endtoend.NotifiedApplication.Stack;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import io.github.wechatpayspring.merchant.MerchantSource;
import io.github.wechatpayspring.merchant.UnknownMerchantException;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.notification.WechatPayNotification;
import io.github.wechatpayspring.simulator.CallbackAttempt;
import io.github.wechatpayspring.simulator.CallbackReceiver;
import io.github.wechatpayspring.simulator.PlatformKeyMode;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.SimulatedMerchant;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Qualifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application of several merchants, each of which has a WeChat Pay of its own that
 * knows no other.
 */
@Timeout(60)
class SeveralMerchantsTests {

	private static final String MERCHANT_B = "1900000222";

	private final WechatPaySimulator wechatPayA = WechatPaySimulator.builder()
		.stocks(CouponApplication.stocks())
		.start();

	private final WechatPaySimulator wechatPayB = WechatPaySimulator.builder()
		.merchantId(MERCHANT_B)
		.platformKeys(PlatformKeyMode.CERTIFICATE)
		.stocks(CouponApplication.stocks())
		.start();

	private NotifiedApplication application;

	@AfterEach
	void stop() {
		this.application.close();
		this.wechatPayA.close();
		this.wechatPayB.close();
	}

	@Test
	void eachMerchantIssuesItsOwnCoupons() {
		start(Stack.MVC);
		WechatPay merchants = this.application.context().getBean(WechatPay.class);
		for (Call call : Call.values()) {
			call.make(this.application.context(), CouponApplication.OPENID, "1");
		}
		assertThat(this.wechatPayA.issuedCoupons()).hasSize(4);
		assertThat(this.wechatPayB.issuedCoupons()).isEmpty();
		merchants.merchant("brand-b").favorCoupons().send(CouponApplication.favor("1").appid(appidOfB()).build());
		merchants.merchant("brand-b").multiuse().send(CouponApplication.multiuse("1").build());
		merchants.merchant("brand-b").productCoupons().send(CouponApplication.product("1").build());
		merchants.merchant("brand-b").consumerCards().sendAsync(CouponApplication.card("1").build()).join();
		assertThat(this.wechatPayA.issuedCoupons()).hasSize(4);
		assertThat(this.wechatPayB.issuedCoupons()).hasSize(4);
		assertThat(this.wechatPayA.requests()).allSatisfy((request) -> assertMerchant(request, "1900000109"));
		assertThat(this.wechatPayB.requests()).allSatisfy((request) -> assertMerchant(request, MERCHANT_B));
	}

	@Test
	void aServiceIsInjectedByTheNameOfItsMerchant() {
		start(Stack.MVC);
		this.application.context().getBean(Shop.class).favorCouponsOfB.send(CouponApplication.favor("2").build());
		assertThat(this.wechatPayB.issuedCoupons()).hasSize(1);
		assertThat(this.wechatPayA.issuedCoupons()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(Stack.class)
	void notificationsReachTheirMerchant(Stack stack) {
		start(stack);
		notifyB("/brand-b");
		this.wechatPayA.redeem(this.application.issue("1"));
		// each sends on a thread of its own
		assertThat(attempts(this.wechatPayA)).singleElement().matches(CallbackAttempt::isAccepted);
		this.wechatPayB.redeem(issueB("1"));
		assertThat(attempts(this.wechatPayB)).singleElement().matches(CallbackAttempt::isAccepted);
		assertThat(this.application.listener().used()).extracting(WechatPayNotification::merchant)
			.containsExactly("default", "brand-b");
		assertThat(this.application.listener().used()).extracting("couponId")
			.containsExactly(onlyCoupon(this.wechatPayA), onlyCoupon(this.wechatPayB));
	}

	@ParameterizedTest
	@EnumSource(Stack.class)
	void refusesTheNotificationsOfAnotherMerchant(Stack stack) {
		start(stack);
		String coupon = issueB("1");
		for (String path : List.of("", "/default", "/brand-c", "/brand-b/more", "/brand-b%2F..")) {
			notifyB(path);
			this.wechatPayB.redeem(issueB("to" + path.hashCode()));
			assertThat(attempts(this.wechatPayB)).isNotEmpty()
				.allSatisfy((attempt) -> assertThat(attempt.isAccepted()).as(path).isFalse());
		}
		assertThat(this.application.listener().used()).isEmpty();
		notifyB("/brand-b");
		this.wechatPayB.redeem(coupon);
		assertThat(attempts(this.wechatPayB)).last().matches(CallbackAttempt::isAccepted);
		assertThat(this.application.listener().used()).extracting(WechatPayNotification::merchant)
			.containsExactly("brand-b");
	}

	@Test
	void refusesANotificationThatOnlyVerifiesWithTheKeysOfAMerchant() {
		// the keys of A, but the API v3 key of B
		this.application = NotifiedApplication.start(this.wechatPayA, Stack.MVC,
				CouponApplication.named("mixed", this.wechatPayA, this.wechatPayB.merchant().apiV3Key()));
		CallbackReceiver.Received notification = this.application.intercept();
		this.wechatPayA.notifyUrl(URI.create(this.application.url() + "/mixed"));
		this.wechatPayA.redeem(this.application.issue("1"));
		// what was intercepted was accepted by who did it
		assertThat(attempts(this.wechatPayA)).filteredOn((attempt) -> attempt.url().getPath().endsWith("/mixed"))
			.isNotEmpty()
			.allSatisfy((attempt) -> assertThat(attempt.status()).isEqualTo(500));
		assertThat(this.application.listener().used()).isEmpty();
		assertThat(this.application.post(notification, notification.body()).statusCode()).isEqualTo(204);
	}

	@Test
	void merchantsOfADatabaseComeAndGoWhileOthersCall() throws Exception {
		start(Stack.MVC);
		Rows rows = this.application.context().getBean(Rows.class);
		WechatPay merchants = this.application.context().getBean(WechatPay.class);
		rows.put(row("row", this.wechatPayB));
		merchants.refresh("row");
		AtomicBoolean stopped = new AtomicBoolean();
		AtomicInteger number = new AtomicInteger();
		CountDownLatch started = new CountDownLatch(40);
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Future<Integer>> callers = new ArrayList<>();
			for (int caller = 0; caller < 8; caller++) {
				String openid = CouponApplication.OPENID + caller;
				callers.add(executor.submit(() -> {
					int issued = 0;
					while (!stopped.get()) {
						merchants.merchant("row")
							.favorCoupons()
							.send(CouponApplication.favor("n" + number.incrementAndGet()).openid(openid).build());
						issued++;
						started.countDown();
					}
					return issued;
				}));
			}
			started.await();
			for (int round = 0; round < 20; round++) {
				rows.put(row("row", this.wechatPayB, "round" + round));
				rows.put(row("other" + round, this.wechatPayA));
				merchants.refresh();
				rows.put(MerchantConfiguration.builder("row").merchantId("broken").build());
				assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> merchants.refresh("row"))
					.withMessageContaining("row.merchant-private-key");
				rows.remove("other" + round);
				merchants.refresh("other" + round);
				assertThat(merchants.names()).doesNotContain("other" + round);
			}
			stopped.set(true);
			int issued = 0;
			for (Future<Integer> caller : callers) {
				issued += caller.get();
			}
			assertThat(this.wechatPayB.issuedCoupons()).hasSize(issued);
			assertThat(this.wechatPayA.issuedCoupons()).isEmpty();
		}
		finally {
			stopped.set(true);
			executor.shutdownNow();
		}
		rows.remove("row");
		merchants.refresh();
		assertThatExceptionOfType(UnknownMerchantException.class).isThrownBy(() -> merchants.merchant("row"))
			.withMessageContaining("Known: brand-b, default");
	}

	@Test
	void aMerchantOfADatabaseHasNotifications() {
		start(Stack.MVC);
		WechatPay merchants = this.application.context().getBean(WechatPay.class);
		this.application.context().getBean(Rows.class).put(row("row", this.wechatPayB));
		notifyB("/row");
		this.wechatPayB.redeem(issueB("1"));
		assertThat(attempts(this.wechatPayB)).noneMatch(CallbackAttempt::isAccepted);
		merchants.refresh();
		// from then on it has the certificate that notifications are signed with
		merchants.merchant("row").favorCoupons().list(CouponApplication.list().build());
		this.wechatPayB.redeem(issueB("2"));
		assertThat(attempts(this.wechatPayB)).last().matches(CallbackAttempt::isAccepted);
		assertThat(this.application.listener().used()).extracting(WechatPayNotification::merchant).contains("row");
	}

	@Test
	void aServiceProviderIssuesCouponsOfItsMerchants() {
		start(Stack.MVC);
		this.wechatPayA.addStock(Stock.favor("9865999").creator("1900000333").crossMerchant());
		this.application.context()
			.getBean(FavorCouponService.class)
			.send(CouponApplication.favor("1").stockId("9865999").stockCreatorMchid("1900000333").build());
		assertThat(this.wechatPayA.requests()).singleElement().satisfies((request) -> {
			assertMerchant(request, CouponApplication.MERCHANT_ID);
			assertThat(request.bodyAsString()).contains("\"stock_creator_mchid\":\"1900000333\"");
		});
		assertThat(this.wechatPayA.issuedCoupons()).hasSize(1);
	}

	@Test
	void theKeysOfOneMerchantDoNotOpenTheAccountOfAnother() {
		List<String> properties = new ArrayList<>(
				CouponApplication.named("brand-c", this.wechatPayB, this.wechatPayB.merchant().apiV3Key()));
		properties.removeIf((property) -> property.contains(".base-url="));
		this.application = NotifiedApplication.start(this.wechatPayA, Stack.MVC, properties);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.application.context()
			.getBean(WechatPay.class)
			.merchant("brand-c")
			.favorCoupons()
			.send(CouponApplication.favor("1").build()));
		assertThat(this.wechatPayA.issuedCoupons()).isEmpty();
	}

	private void start(Stack stack) {
		this.application = NotifiedApplication.start(this.wechatPayA, stack,
				CouponApplication.named("brand-b", this.wechatPayB, this.wechatPayB.merchant().apiV3Key()), Rows.class,
				Shop.class);
	}

	private static MerchantConfiguration row(String name, WechatPaySimulator simulator) {
		return row(name, simulator, simulator.merchant().appid());
	}

	private static MerchantConfiguration row(String name, WechatPaySimulator simulator, String label) {
		SimulatedMerchant merchant = simulator.merchant();
		return MerchantConfiguration.builder(name)
			.merchantId(merchant.merchantId())
			.merchantSerialNumber(merchant.serialNumber())
			// differs by what does not matter
			.merchantPrivateKey(merchant.privateKeyPem() + label.replaceAll("\\w", "\n"))
			.platformPublicKeyId(merchant.platformPublicKeyId())
			.platformPublicKey(merchant.platformPublicKeyPem())
			.apiV3Key(merchant.apiV3Key())
			.appid(merchant.appid())
			.baseUrl(simulator.baseUrl())
			.build();
	}

	private String appidOfB() {
		return this.wechatPayB.merchant().appid();
	}

	private String issueB(String outRequestNo) {
		return this.application.context()
			.getBean(WechatPay.class)
			.merchant("brand-b")
			.favorCoupons()
			.send(CouponApplication.favor(outRequestNo).build())
			.couponId();
	}

	private void notifyB(String path) {
		this.wechatPayB.notifyUrl(URI.create(this.application.url() + path));
	}

	private static List<CallbackAttempt> attempts(WechatPaySimulator simulator) {
		return simulator.callbacks().awaitAttempts();
	}

	private static String onlyCoupon(WechatPaySimulator simulator) {
		assertThat(simulator.issuedCoupons()).hasSize(1);
		return simulator.issuedCoupons().get(0).id();
	}

	private static void assertMerchant(RecordedRequest request, String merchantId) {
		assertThat(request.header("Authorization")).contains("mchid=\"" + merchantId + "\"");
	}

	/**
	 * A table of merchants.
	 */
	static class Rows implements MerchantSource {

		private final Map<String, MerchantConfiguration> rows = new ConcurrentHashMap<>();

		void put(MerchantConfiguration row) {
			this.rows.put(row.name(), row);
		}

		void remove(String name) {
			this.rows.remove(name);
		}

		@Override
		public List<MerchantConfiguration> findAll() {
			return List.copyOf(this.rows.values());
		}

	}

	static class Shop {

		private final FavorCouponService favorCouponsOfB;

		Shop(@Qualifier("brand-b") FavorCouponService favorCouponsOfB) {
			this.favorCouponsOfB = favorCouponsOfB;
		}

	}

}
