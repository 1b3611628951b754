package io.github.wechatpayspring.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.autoconfigure.ConfiguredWechatPay;
import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.autoconfigure.http.WechatPayRequestFactory;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.pem.PemText;
import io.github.wechatpayspring.key.platform.ConfiguredPlatformKeys;
import io.github.wechatpayspring.key.platform.KeyRing;
import io.github.wechatpayspring.merchant.assembly.RecentCalls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the health endpoint tells, and when it does.
 */
class WechatPayHealthContributorAutoConfigurationTests {

	private static final String PLATFORM_SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class,
				WechatPayHealthContributorAutoConfiguration.class))
		.withBean(WechatPayRequestFactory.class, () -> this.wechatPay::createRequest)
		.withPropertyValues(ConfiguredWechatPay.properties());

	@Test
	void isUpWithoutCallingWechatPay() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasBean("wechatPayHealthContributor");
			Health health = health(context);
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsKeys("cryptoProvider", "merchants");
			assertThat(details(health)).containsEntry("serialNumber", "408B******80DB")
				.containsEntry("platformPublicKeyId", "PUB_KEY_ID_0114******0000")
				.hasSize(2);
			assertThat(this.wechatPay.received()).isEmpty();
		});
	}

	@Test
	void tellsOfTheLastAnswerAndOfTheClock() {
		Answer answer = Answer.unsigned(200, "{\"coupon_id\":\"1\"}")
			.signedBy(FakeWechatPay.PLATFORM_KEYS, FakeWechatPay.PLATFORM_KEY_ID, Instant.now());
		answer.getHeaders().setDate(Instant.now().plusSeconds(500).toEpochMilli());
		this.wechatPay.answer(answer);
		this.contextRunner.run((context) -> {
			ConfiguredWechatPay.send(context);
			Map<String, Object> details = details(health(context));
			assertThat((Long) details.get("secondsSinceLastVerifiedAnswer")).isBetween(0L, 100L);
			assertThat((Long) details.get("clockSkewSeconds")).isBetween(-501L, -400L);
		});
	}

	@Test
	void warnsOfACertificateThatSoonExpires() {
		this.contextRunner.withPropertyValues(merchant(Duration.ofDays(20))).run((context) -> {
			Health health = health(context);
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(details(health)).containsKey("certificateExpires");
			assertThat(details(health).get("warnings")).asString().contains("certificate expires in 19 days");
		});
		this.contextRunner.withPropertyValues(merchant(Duration.ofDays(20)))
			.withPropertyValues("wechatpay.health.certificate-warning=10d")
			.run((context) -> assertThat(details(health(context))).doesNotContainKey("warnings"));
	}

	@Test
	void isOutOfServiceOnceTheMerchantsCertificateHasExpired() {
		this.contextRunner.run((context) -> {
			KeyRing keyRing = ConfiguredWechatPay.merchant(context, "default").keyRing();
			MerchantCredentials current = keyRing.credentials();
			keyRing.replace(new MerchantCredentials(current.merchantId(), current.serialNumber(), current.signer(),
					Instant.now().minusSeconds(1)), keyRing.platformKeys());
			Health health = health(context);
			assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			assertThat(details(health).get("warnings")).asString().contains("certificate expired at");
		});
	}

	@Test
	void isOutOfServiceOnceAllPlatformCertificatesHaveExpiredAndThereIsNoPublicKey() {
		String expired = platform(Duration.ofDays(-1));
		this.contextRunner.run((context) -> {
			KeyRing keyRing = ConfiguredWechatPay.merchant(context, "default").keyRing();
			ConfiguredPlatformKeys certificates = new ConfiguredPlatformKeys(null, PemText.of(expired).certificates());
			keyRing.replace(keyRing.credentials(), certificates);
			assertThat(health(context).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			keyRing.replace(keyRing.credentials(), new ConfiguredPlatformKeys(
					FakeWechatPay.platformKeys().current().preferred(), certificates.certificates()));
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.health.wechatpay.enabled=false", "management.health.defaults.enabled=false",
			"wechatpay.enabled=false" })
	void backsOffWhenDisabled(String property) {
		this.contextRunner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(HealthIndicator.class)
				.doesNotHaveBean(RecentCalls.class));
	}

	@Test
	void backsOffWithoutTheHealthModule() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("wechatPayHealthContributor")
				.doesNotHaveBean(RecentCalls.class));
	}

	@Test
	void givesWayToAnIndicatorOfTheApplication() {
		this.contextRunner
			.withBean("wechatPayHealthIndicator", HealthIndicator.class,
					() -> (HealthIndicator) () -> Health.up().build())
			.run((context) -> assertThat(context).doesNotHaveBean(WechatPayHealthIndicator.class));
	}

	private static String merchant(Duration life) {
		String pem = KeyMaterial.certificate(FakeWechatPay.MERCHANT_KEYS, FakeWechatPay.MERCHANT_ID,
				FakeWechatPay.MERCHANT_SERIAL, Instant.now().plus(life))
				+ KeyMaterial.privateKey(FakeWechatPay.MERCHANT_KEYS);
		return "wechatpay.merchant-private-key=" + pem.replace("\n", "\\n");
	}

	private static String platform(Duration life) {
		return KeyMaterial.platformCertificate(FakeWechatPay.PLATFORM_KEYS, PLATFORM_SERIAL,
				Instant.now().minus(Duration.ofDays(100)), Instant.now().plus(life));
	}

	private static Health health(ApplicationContext context) {
		Health health = context.getBean(HealthIndicator.class).health();
		assertThat(health).isNotNull();
		return health;
	}

	@SuppressWarnings("unchecked") // details are of type Object
	private static Map<String, Object> details(Health health) {
		return ((Map<String, Map<String, Object>>) health.getDetails().get("merchants")).get("default");
	}

}
