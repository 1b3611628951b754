package io.github.wechatpayspring.autoconfigure.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.autoconfigure.ConfiguredWechatPay;
import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.autoconfigure.http.WechatPayRequestFactory;
import io.github.wechatpayspring.client.observation.DefaultWechatPayObservationConvention;
import io.github.wechatpayspring.client.observation.WechatPayObservationConvention;
import io.github.wechatpayspring.favor.SendFavorCouponRequest;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import io.github.wechatpayspring.merchant.MerchantSource;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.WechatPayMerchant;
import io.github.wechatpayspring.merchant.assembly.ClientObservability;
import io.github.wechatpayspring.merchant.assembly.KeyWatcher;
import io.github.wechatpayspring.merchant.assembly.RecentCalls;
import io.github.wechatpayspring.notification.delivery.NotificationCounter;
import io.github.wechatpayspring.notification.delivery.NotificationOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What merchants of a {@link MerchantSource} brought is gone when they are.
 */
class DepartedMerchantsTests {

	private static final int ROUNDS = 40;

	private static final String BUNDLE = "shared";

	private final AtomicReference<List<MerchantConfiguration>> merchants = new AtomicReference<>(List.of());

	private final FakeWechatPay wechatPay = new FakeWechatPay().answer((request) -> answer());

	private final SimpleMeterRegistry exported = new SimpleMeterRegistry();

	private final CompositeMeterRegistry registry = new CompositeMeterRegistry();

	private final ObservationRegistry observations = ObservationRegistry.create();

	private final CountingBundles bundles = new CountingBundles();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class,
				WechatPayMetricsAutoConfiguration.class, WechatPayEndpointAutoConfiguration.class))
		.withBean(WechatPayRequestFactory.class, () -> this.wechatPay::createRequest)
		.withBean(MeterRegistry.class, () -> this.registry)
		.withBean(ObservationRegistry.class, () -> this.observations)
		.withBean(SslBundles.class, () -> this.bundles)
		.withBean(MerchantSource.class, () -> this.merchants::get)
		.withPropertyValues(ConfiguredWechatPay.properties())
		.withPropertyValues("management.endpoints.web.exposure.include=wechatpay",
				"wechatpay.client.retry.initial-delay=1ms", "wechatpay.client.retry.max-attempts=2",
				"wechatpay.client.retry.max-share=1");

	@TempDir
	private Path directory;

	DepartedMerchantsTests() {
		this.registry.add(this.exported);
		this.observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.registry));
	}

	@Test
	void leaveNothingBehind() throws IOException {
		Path key = Files.writeString(this.directory.resolve("apiclient_key.pem"),
				KeyMaterial.privateKey(FakeWechatPay.MERCHANT_KEYS));
		this.contextRunner.run((context) -> {
			context.getBean(CertificateExpiryMetrics.class).bindTo(this.registry);
			WechatPay wechatPay = context.getBean(WechatPay.class);
			MerchantConfiguration staying = withFile("staying", key);
			this.merchants.set(List.of(staying));
			wechatPay.refresh();
			use(context);
			int meters = this.registry.getMeters().size();
			IntStream.range(0, ROUNDS).forEach((round) -> {
				this.merchants.set(List.of(staying, withFile("file-" + round, key), withBundle("bundle-" + round),
						withCertificates("certificates-" + round)));
				wechatPay.refresh();
				use(context);
				wechatPay.refresh("file-" + round);
			});
			assertThat(this.registry.getMeters().size()).isGreaterThan(3 * meters / 2);
			this.merchants.set(List.of(staying));
			wechatPay.refresh();
			context.getBean(WechatPayEndpoint.class).wechatPay();
			assertThat(this.registry.getMeters()).hasSize(meters);
			assertThat(merchantTags(this.registry)).containsExactly("default", "staying")
				.isEqualTo(merchantTags(this.exported));
			assertThat(context.getBean(RecentCalls.class)).extracting("histories", InstanceOfAssertFactories.MAP)
				.containsOnlyKeys("default", "staying");
			assertThat(context.getBean(ClientObservability.class)).extracting("events", InstanceOfAssertFactories.MAP)
				.containsOnlyKeys("default", "staying");
			assertThat(this.bundles.handlers).containsExactly(BUNDLE);
			assertThat(context.getBean(KeyWatcher.class)).extracting("byBundle", InstanceOfAssertFactories.MAP)
				.containsOnlyKeys(BUNDLE)
				.containsValue(Set.of());
			Awaitility.await().untilAsserted(() -> assertThat(threads()).hasSize(1));
		});
	}

	@Test
	void leaveNoMetersOfCallsThatEndLater() {
		this.contextRunner.run((context) -> {
			Call call = new Call(context, "leaving");
			this.merchants.set(List.of());
			context.getBean(WechatPay.class).refresh();
			assertThat(merchantTags(this.registry)).isEmpty();
			call.end();
			assertThat(merchantTags(this.registry)).isEmpty();
			assertThat(this.exported.getMeters()).noneMatch((meter) -> meter.getId().getTag("merchant") != null);
		});
	}

	@Test
	void leaveNoMetersOfNotificationsThatAreHandledLater() {
		this.contextRunner.run((context) -> {
			Call call = new Call(context, "leaving");
			this.merchants.set(List.of());
			context.getBean(WechatPay.class).refresh();
			MicrometerNotificationCounter counter = new MicrometerNotificationCounter(this.registry,
					context.getBean(MerchantMeters.class));
			for (String merchant : List.of("leaving", NotificationCounter.NO_MERCHANT, "default")) {
				counter.parsed(merchant, 1, null);
				counter.count(merchant, NotificationOutcome.HANDLED, null);
			}
			call.end();
			assertThat(merchantTags(this.registry)).containsExactly("default", NotificationCounter.NO_MERCHANT);
		});
	}

	@Test
	void takeNothingFromAMerchantThatComesBackUnderTheirName() {
		this.contextRunner.run((context) -> {
			Call call = new Call(context, "leaving");
			this.merchants.set(List.of());
			context.getBean(WechatPay.class).refresh();
			this.merchants.set(List.of(ConfiguredWechatPay.merchant("leaving", "1900000001")));
			context.getBean(WechatPay.class).refresh();
			send(context.getBean(WechatPay.class).merchant("leaving"));
			call.end();
			assertThat(this.exported.get("wechatpay.client.requests").timer().count()).isEqualTo(2);
			assertThat(this.exported.get("wechatpay.client.sign").timer().count()).isEqualTo(2);
		});
	}

	@Test
	void leaveTheMetersOfOthersAlone() {
		this.contextRunner
			.withBean(WechatPayObservationConvention.class, () -> new DefaultWechatPayObservationConvention() {

				@Override
				public String getName() {
					return "coupons";
				}

			})
			.run((context) -> {
				this.registry.counter("orders", "merchant", "leaving").increment();
				this.registry.counter("couponsOfTheShop", "merchant", "leaving").increment();
				Call call = new Call(context, "leaving");
				call.end();
				assertThat(this.exported.find("coupons").timers()).isNotEmpty();
				this.merchants.set(List.of());
				context.getBean(WechatPay.class).refresh();
				assertThat(this.exported.getMeters()).extracting((meter) -> meter.getId().getName())
					.contains("orders", "couponsOfTheShop")
					.noneMatch((name) -> name.startsWith("wechatpay.client") || name.startsWith("coupons.")
							|| name.equals("coupons"));
			});
	}

	@Test
	void hearNoMoreOfTheirSslBundle() {
		this.contextRunner.run((context) -> {
			WechatPay wechatPay = context.getBean(WechatPay.class);
			this.merchants.set(List.of(withBundle("leaving"), withBundle("staying")));
			wechatPay.refresh();
			this.merchants.set(List.of(withBundle("staying")));
			wechatPay.refresh();
			this.bundles.reads.clear();
			this.bundles.update();
			assertThat(this.bundles.reads).hasSize(1);
		});
	}

	// one call that succeeds, one that is sent again and one that cannot be believed
	private void use(ApplicationContext context) {
		WechatPay wechatPay = context.getBean(WechatPay.class);
		for (String name : wechatPay.names()) {
			WechatPayMerchant merchant = wechatPay.merchant(name);
			this.wechatPay.answer((request) -> answer());
			send(merchant);
			AtomicReference<Answer> first = new AtomicReference<>(Answer.unsigned(502, ""));
			this.wechatPay.answer((request) -> {
				Answer failure = first.getAndSet(null);
				return (failure != null) ? failure : answer();
			});
			send(merchant);
			this.wechatPay.answer((request) -> Answer.unsigned(200, "{}"));
			assertThatExceptionOfType(WechatPayException.class).isThrownBy(() -> send(merchant));
		}
		assertThat(context.getBean(WechatPayEndpoint.class).wechatPay().merchants())
			.allSatisfy((merchant) -> assertThat(merchant.calls()).isNotEmpty());
	}

	private static void send(WechatPayMerchant merchant) {
		merchant.favorCoupons()
			.send(SendFavorCouponRequest.builder()
				.openid("openid")
				.stockId("1")
				.outRequestNo("1")
				.appid(FakeWechatPay.APPID)
				.build());
	}

	private static Answer answer() {
		return Answer.unsigned(200, "{\"coupon_id\":\"1\"}")
			.signedBy(FakeWechatPay.PLATFORM_KEYS, FakeWechatPay.PLATFORM_KEY_ID, Instant.now());
	}

	private static MerchantConfiguration withFile(String name, Path key) {
		return merchant(name, (merchant) -> merchant.merchantSerialNumber(FakeWechatPay.MERCHANT_SERIAL)
			.merchantPrivateKey(key.toString()));
	}

	private static MerchantConfiguration withBundle(String name) {
		return merchant(name, (merchant) -> merchant.sslBundle(BUNDLE));
	}

	private static MerchantConfiguration withCertificates(String name) {
		return merchant(name,
				(merchant) -> merchant.merchantSerialNumber(FakeWechatPay.MERCHANT_SERIAL)
					.merchantPrivateKey(KeyMaterial.privateKey(FakeWechatPay.MERCHANT_KEYS))
					.apiV3Key("01234567890123456789012345678901"));
	}

	private static MerchantConfiguration merchant(String name, Consumer<MerchantConfiguration.Builder> keys) {
		MerchantConfiguration.Builder merchant = MerchantConfiguration.builder(name)
			.merchantId(FakeWechatPay.MERCHANT_ID)
			.platformPublicKeyId(FakeWechatPay.PLATFORM_KEY_ID)
			.platformPublicKey(KeyMaterial.publicKey(FakeWechatPay.PLATFORM_KEYS))
			.appid(FakeWechatPay.APPID);
		keys.accept(merchant);
		return merchant.build();
	}

	private static Set<String> merchantTags(MeterRegistry registry) {
		return registry.getMeters()
			.stream()
			.flatMap((meter) -> Stream.ofNullable(meter.getId().getTag("merchant")))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("wechatpay-keys"))
			.toList();
	}

	/**
	 * A call of a merchant that goes on until it is told to end.
	 */
	private final class Call {

		private final CountDownLatch end = new CountDownLatch(1);

		private final CompletableFuture<Void> result;

		Call(ApplicationContext context, String name) throws InterruptedException {
			DepartedMerchantsTests.this.merchants.set(List.of(ConfiguredWechatPay.merchant(name, "1900000001")));
			WechatPay wechatPay = context.getBean(WechatPay.class);
			wechatPay.refresh();
			CountDownLatch begun = new CountDownLatch(1);
			DepartedMerchantsTests.this.wechatPay.answer((request) -> {
				begun.countDown();
				await(this.end);
				DepartedMerchantsTests.this.wechatPay.answer((next) -> answer());
				return Answer.unsigned(502, "");
			});
			WechatPayMerchant merchant = wechatPay.merchant(name);
			this.result = CompletableFuture.runAsync(() -> send(merchant));
			begun.await();
			// further calls are answered at once
			DepartedMerchantsTests.this.wechatPay.answer((next) -> answer());
		}

		void end() {
			this.end.countDown();
			this.result.join();
		}

		private static void await(CountDownLatch latch) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	/**
	 * Counts what is asked of SSL bundles.
	 */
	private static final class CountingBundles extends DefaultSslBundleRegistry {

		private static final SslBundle MERCHANT = SslBundle.of(new PemSslStoreBundle(PemSslStoreDetails
			.forCertificate(KeyMaterial.certificate(FakeWechatPay.MERCHANT_KEYS, FakeWechatPay.MERCHANT_ID,
					FakeWechatPay.MERCHANT_SERIAL))
			.withPrivateKey(KeyMaterial.privateKey(FakeWechatPay.MERCHANT_KEYS)), null));

		private final List<String> handlers = new ArrayList<>();

		private final List<String> reads = new ArrayList<>();

		CountingBundles() {
			super(BUNDLE, MERCHANT);
		}

		void update() {
			updateBundle(BUNDLE, MERCHANT);
		}

		@Override
		public SslBundle getBundle(String name) {
			this.reads.add(name);
			return super.getBundle(name);
		}

		@Override
		public void addBundleUpdateHandler(String name, Consumer<SslBundle> handler) {
			this.handlers.add(name);
			super.addBundleUpdateHandler(name, handler);
		}

	}

}
