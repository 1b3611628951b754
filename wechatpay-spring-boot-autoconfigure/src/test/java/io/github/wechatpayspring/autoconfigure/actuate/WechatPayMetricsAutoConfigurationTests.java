package io.github.wechatpayspring.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.autoconfigure.ConfiguredWechatPay;
import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.autoconfigure.http.WechatPayRequestFactory;
import io.github.wechatpayspring.client.observation.DefaultWechatPayObservationConvention;
import io.github.wechatpayspring.client.observation.WechatPayObservationConvention;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import io.github.wechatpayspring.merchant.MerchantSource;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.assembly.ClientEventsFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Who observes calls and certificates, depending on the beans and the class path.
 */
class WechatPayMetricsAutoConfigurationTests {

	private final FakeWechatPay wechatPay = new FakeWechatPay().answer(Answer.unsigned(200, "{\"coupon_id\":\"1\"}")
		.signedBy(FakeWechatPay.PLATFORM_KEYS, FakeWechatPay.PLATFORM_KEY_ID, Instant.now()));

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(WechatPayAutoConfiguration.class, WechatPayMetricsAutoConfiguration.class))
		.withBean(WechatPayRequestFactory.class, () -> this.wechatPay::createRequest)
		.withPropertyValues(ConfiguredWechatPay.properties());

	@Test
	void measuresSigningAndVerification() {
		this.contextRunner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			ConfiguredWechatPay.send(context);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("wechatpay.client.sign").tag("merchant", "default").timer().count()).isEqualTo(1);
			assertThat(registry.get("wechatpay.client.verify").tag("merchant", "default").timer().count()).isEqualTo(1);
		});
	}

	@Test
	void observesCallsIfThereIsARegistry() {
		this.contextRunner.withBean(TestObservationRegistry.class, TestObservationRegistry::create).run((context) -> {
			ConfiguredWechatPay.send(context);
			TestObservationRegistryAssert.assertThat(context.getBean(TestObservationRegistry.class))
				.hasObservationWithNameEqualTo("wechatpay.client.requests")
				.that()
				.hasLowCardinalityKeyValue("merchant", "default")
				.hasLowCardinalityKeyValue("operation", "favor-send")
				.hasBeenStopped();
		});
	}

	@Test
	void describesCallsByAConventionOfTheApplication() {
		this.contextRunner.withBean(TestObservationRegistry.class, TestObservationRegistry::create)
			.withBean(WechatPayObservationConvention.class, () -> new DefaultWechatPayObservationConvention() {

				@Override
				public String getName() {
					return "coupons";
				}

			})
			.run((context) -> {
				ConfiguredWechatPay.send(context);
				TestObservationRegistryAssert.assertThat(context.getBean(TestObservationRegistry.class))
					.hasNumberOfObservationsWithNameEqualTo("coupons", 1)
					.hasNumberOfObservationsWithNameEqualTo("wechatpay.client.requests", 0);
			});
	}

	@Test
	void observesNothingWithoutARegistry() {
		this.contextRunner.run((context) -> {
			assertThat(context).doesNotHaveBean(ObservationRegistry.class)
				.doesNotHaveBean(ClientEventsFactory.class)
				.doesNotHaveBean(CertificateExpiryMetrics.class);
			assertThat(ConfiguredWechatPay.send(context)).isEqualTo("1");
		});
	}

	@Test
	void backsOffWithoutMicrometerCoreAndContextPropagation() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.micrometer.core", "io.micrometer.context"))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(WechatPayMetricsAutoConfiguration.class);
				assertThat(ConfiguredWechatPay.send(context)).isEqualTo("1");
			});
	}

	@Test
	void backsOffWithoutConfiguration() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(WechatPayAutoConfiguration.class, WechatPayMetricsAutoConfiguration.class))
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WechatPayMetricsAutoConfiguration.class));
	}

	@Test
	void countsTheDaysOfCertificatesThatAreKnown() {
		Instant now = Instant.now();
		String merchant = KeyMaterial.certificate(FakeWechatPay.MERCHANT_KEYS, FakeWechatPay.MERCHANT_ID,
				FakeWechatPay.MERCHANT_SERIAL, now.plus(Duration.ofDays(100)))
				+ KeyMaterial.privateKey(FakeWechatPay.MERCHANT_KEYS);
		String platform = KeyMaterial.platformCertificate(FakeWechatPay.PLATFORM_KEYS,
				"5157F09EFDC096DE15EBE81A47057A7232F1B8E1", now.minus(Duration.ofDays(1)),
				now.plus(Duration.ofDays(50)));
		this.contextRunner
			.withPropertyValues("wechatpay.merchant-private-key=" + merchant.replace("\n", "\\n"),
					"wechatpay.platform-certificates[0]=" + platform.replace("\n", "\\n"))
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> {
				MeterRegistry registry = bind(context);
				assertThat(days(registry, "merchant")).isCloseTo(100, within(0.1));
				assertThat(days(registry, "platform")).isCloseTo(50, within(0.1));
			});
	}

	@Test
	void countsNoDaysOfCertificatesThatThereAreNot() {
		this.contextRunner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> assertThat(bind(context).find("wechatpay.certificate.expiry").gauges()).isEmpty());
	}

	@Test
	void knowsNoDaysBeforeCertificatesAreDownloaded() {
		this.contextRunner
			.withPropertyValues("wechatpay.platform-public-key=", "wechatpay.platform-public-key-id=",
					"wechatpay.api-v3-key=01234567890123456789012345678901")
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> {
				assertThat(days(bind(context), "platform")).isNaN();
				assertThat(this.wechatPay.received()).isEmpty();
			});
	}

	@Test
	void countsTheDaysOfMerchantsThatComeAndGo() {
		MerchantConfiguration row = MerchantConfiguration.builder("row")
			.merchantId("1900000002")
			.merchantSerialNumber(FakeWechatPay.MERCHANT_SERIAL)
			.merchantPrivateKey(KeyMaterial.privateKey(FakeWechatPay.MERCHANT_KEYS))
			.apiV3Key("01234567890123456789012345678901")
			.build();
		AtomicReference<List<MerchantConfiguration>> rows = new AtomicReference<>(List.of());
		this.contextRunner.withBean(MerchantSource.class, () -> rows::get)
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> {
				MeterRegistry registry = bind(context);
				WechatPay wechatPay = context.getBean(WechatPay.class);
				assertThat(registry.find("wechatpay.certificate.expiry").gauges()).isEmpty();
				rows.set(List.of(row));
				wechatPay.refresh();
				assertThat(registry.find("wechatpay.certificate.expiry").gauges()).singleElement()
					.extracting((gauge) -> gauge.getId().getTag("merchant"))
					.isEqualTo("row");
				rows.set(List.of());
				wechatPay.refresh();
				assertThat(registry.find("wechatpay.certificate.expiry").gauges()).isEmpty();
			});
	}

	private static MeterRegistry bind(ApplicationContext context) {
		MeterRegistry registry = context.getBean(MeterRegistry.class);
		context.getBean(CertificateExpiryMetrics.class).bindTo(registry);
		return registry;
	}

	private static double days(MeterRegistry registry, String certificate) {
		return registry.get("wechatpay.certificate.expiry").tag("certificate", certificate).gauge().value();
	}

}
