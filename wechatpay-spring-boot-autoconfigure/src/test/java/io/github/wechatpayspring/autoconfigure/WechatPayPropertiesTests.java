package io.github.wechatpayspring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.client.resilience.RateLimit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class WechatPayPropertiesTests {

	private static final WechatPayProperties.Client CLIENT_DEFAULTS = new WechatPayProperties.Client(
			"https://api.mch.weixin.qq.com", null, Duration.ofSeconds(5), Duration.ofSeconds(10),
			new WechatPayProperties.Retry(true, 4, Duration.ofSeconds(30), Duration.ofMillis(200),
					Duration.ofSeconds(5), 0.2),
			new WechatPayProperties.RateLimits(true, Duration.ofSeconds(5), WechatPayProperties.LimitStoreType.MEMORY,
					RateLimit.of("500/s"), RateLimit.of("500/s"), RateLimit.of("1000/min"), null, null, Map.of()),
			WechatPayProperties.CryptoProviderType.AUTO);

	private static final WechatPayProperties.Notification NOTIFICATION_DEFAULTS = new WechatPayProperties.Notification(
			null, Duration.ofSeconds(4), WechatPayProperties.StoreType.MEMORY);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(Enabling.class);

	@Test
	void hasDefaults() {
		this.contextRunner.run((context) -> {
			WechatPayProperties properties = context.getBean(WechatPayProperties.class);
			assertThat(properties).isEqualTo(new WechatPayProperties(true, null, null, null, null, null, null,
					List.of(), null, null, true, CLIENT_DEFAULTS, NOTIFICATION_DEFAULTS, Map.of()));
		});
	}

	@Test
	void bindsEveryProperty() {
		this.contextRunner
			.withPropertyValues("wechatpay.enabled=false", "wechatpay.merchant-id=a",
					"wechatpay.merchant-serial-number=b", "wechatpay.merchant-private-key=c", "wechatpay.ssl-bundle=j",
					"wechatpay.reload-on-update=false", "wechatpay.platform-public-key=d",
					"wechatpay.platform-public-key-id=e", "wechatpay.api-v3-key=f",
					"wechatpay.platform-certificates[0]=h", "wechatpay.platform-certificates[1]=i", "wechatpay.appid=g")
			.run((context) -> assertThat(context.getBean(WechatPayProperties.class))
				.isEqualTo(new WechatPayProperties(false, "a", "b", "c", "j", "d", "e", List.of("h", "i"), "f", "g",
						false, CLIENT_DEFAULTS, NOTIFICATION_DEFAULTS, Map.of())));
	}

	@Test
	void bindsEveryPropertyOfTheClient() {
		this.contextRunner
			.withPropertyValues("wechatpay.client.base-url=h", "wechatpay.client.connect-timeout=1s",
					"wechatpay.client.read-timeout=2m", "wechatpay.client.backup-base-url=j",
					"wechatpay.client.retry.enabled=false", "wechatpay.client.retry.max-attempts=2",
					"wechatpay.client.retry.timeout=3s", "wechatpay.client.retry.initial-delay=4s",
					"wechatpay.client.retry.max-delay=5s", "wechatpay.client.retry.max-share=0.5",
					"wechatpay.client.rate-limit.enabled=false", "wechatpay.client.rate-limit.max-wait=6s",
					"wechatpay.client.rate-limit.favor-send=1/s", "wechatpay.client.rate-limit.favor-list=2/s",
					"wechatpay.client.rate-limit.multiuse-send=3/min",
					"wechatpay.client.rate-limit.product-coupon-send=4/h",
					"wechatpay.client.rate-limit.consumer-card-send=5/s",
					"wechatpay.client.rate-limit.operations.favor-stock-create=6/min",
					"wechatpay.client.crypto-provider=conscrypt")
			.run((context) -> assertThat(context.getBean(WechatPayProperties.class).client())
				.isEqualTo(new WechatPayProperties.Client("h", "j", Duration.ofSeconds(1), Duration.ofMinutes(2),
						new WechatPayProperties.Retry(false, 2, Duration.ofSeconds(3), Duration.ofSeconds(4),
								Duration.ofSeconds(5), 0.5),
						new WechatPayProperties.RateLimits(false, Duration.ofSeconds(6),
								WechatPayProperties.LimitStoreType.MEMORY, RateLimit.of("1/s"), RateLimit.of("2/s"),
								RateLimit.of("3/min"), RateLimit.of("4/h"), RateLimit.of("5/s"),
								Map.of("favor-stock-create", RateLimit.of("6/min"))),
						WechatPayProperties.CryptoProviderType.CONSCRYPT)));
	}

	@Test
	void bindsEveryPropertyOfNotifications() {
		this.contextRunner
			.withPropertyValues("wechatpay.notification.path=/n", "wechatpay.notification.timeout=3s",
					"wechatpay.notification.store=jdbc")
			.run((context) -> assertThat(context.getBean(WechatPayProperties.class).notification())
				.isEqualTo(new WechatPayProperties.Notification("/n", Duration.ofSeconds(3),
						WechatPayProperties.StoreType.JDBC)));
	}

	@Test
	void bindsEveryPropertyOfNamedMerchants() {
		String prefix = "wechatpay.merchants.brand-b.";
		this.contextRunner
			.withPropertyValues(prefix + "primary=true", prefix + "merchant-id=a", prefix + "merchant-serial-number=b",
					prefix + "merchant-private-key=c", prefix + "ssl-bundle=d", prefix + "platform-public-key=e",
					prefix + "platform-public-key-id=f", prefix + "platform-certificates=g,h", prefix + "api-v3-key=i",
					prefix + "appid=j", prefix + "base-url=k", "wechatpay.merchants.brand-c.merchant-id=l")
			.run((context) -> assertThat(context.getBean(WechatPayProperties.class).merchants())
				.isEqualTo(Map.of("brand-b",
						new WechatPayProperties.Merchant(true, "a", "b", "c", "d", "e", "f", List.of("g", "h"), "i",
								"j", "k"),
						"brand-c", new WechatPayProperties.Merchant(false, "l", null, null, null, null, null, List.of(),
								null, null, null))));
	}

	@Test
	void showsNothingSecret() {
		this.contextRunner
			.withPropertyValues("wechatpay.merchant-id=1900007291", "wechatpay.merchant-private-key=planted-key",
					"wechatpay.api-v3-key=planted-api-key",
					"wechatpay.merchants.brand-b.merchant-private-key=planted-key-b",
					"wechatpay.merchants.brand-b.api-v3-key=planted-api-key-b")
			.run((context) -> assertThat(context.getBean(WechatPayProperties.class).toString())
				.contains("merchantId=1900007291", "merchantPrivateKey=<set>", "platformPublicKey=<not set>",
						"apiV3Key=<set>")
				.doesNotContain("planted"));
	}

	@Test
	void describesEveryPropertyInTheMetadata() throws IOException {
		Map<String, String> descriptions = new HashMap<>();
		for (JsonNode property : metadata().get("properties")) {
			descriptions.put(property.get("name").asString(), property.path("description").asString(""));
		}
		assertThat(descriptions).containsOnlyKeys("wechatpay.enabled", "wechatpay.diagnose", "wechatpay.merchant-id",
				"wechatpay.merchant-serial-number", "wechatpay.merchant-private-key", "wechatpay.ssl-bundle",
				"wechatpay.reload-on-update", "wechatpay.platform-public-key", "wechatpay.platform-public-key-id",
				"wechatpay.platform-certificates", "wechatpay.api-v3-key", "wechatpay.appid", "wechatpay.merchants",
				"wechatpay.client.base-url", "wechatpay.client.connect-timeout", "wechatpay.client.read-timeout",
				"wechatpay.client.backup-base-url", "wechatpay.client.crypto-provider",
				"wechatpay.client.retry.enabled", "wechatpay.client.retry.max-attempts",
				"wechatpay.client.retry.timeout", "wechatpay.client.retry.initial-delay",
				"wechatpay.client.retry.max-delay", "wechatpay.client.retry.max-share",
				"wechatpay.client.rate-limit.enabled", "wechatpay.client.rate-limit.max-wait",
				"wechatpay.client.rate-limit.store", "wechatpay.client.rate-limit.jdbc.table-name",
				"wechatpay.client.rate-limit.jdbc.initialize-schema", "wechatpay.client.rate-limit.jdbc.schema",
				"wechatpay.client.rate-limit.jdbc.platform", "wechatpay.client.rate-limit.jdbc.continue-on-error",
				"wechatpay.client.rate-limit.favor-send", "wechatpay.client.rate-limit.favor-list",
				"wechatpay.client.rate-limit.multiuse-send", "wechatpay.client.rate-limit.product-coupon-send",
				"wechatpay.client.rate-limit.consumer-card-send", "wechatpay.client.rate-limit.operations",
				"wechatpay.notification.path", "wechatpay.notification.timeout", "wechatpay.notification.store",
				"wechatpay.notification.jdbc.table-name", "wechatpay.notification.jdbc.initialize-schema",
				"wechatpay.notification.jdbc.schema", "wechatpay.notification.jdbc.platform",
				"wechatpay.notification.jdbc.continue-on-error", "wechatpay.health.certificate-warning",
				"management.health.wechatpay.enabled", "management.endpoint.wechatpay.access",
				"management.endpoint.wechatpay.cache.time-to-live");
		assertThat(descriptions.values())
			.allSatisfy((description) -> assertThat(description).matches("(?!The |A )[A-Z].*\\."))
			.doesNotHaveDuplicates();
		assertThat(descriptions.get("wechatpay.platform-public-key")).startsWith("WeChat Pay public key");
	}

	@Test
	void hintsAtEveryPropertyAndNoOther() throws IOException {
		JsonNode metadata = metadata();
		// those of a map are for its keys
		List<String> hints = names(metadata.get("hints")).stream()
			.map((name) -> name.replaceFirst("\\.keys$", ""))
			.toList();
		assertThat(hints).containsExactlyInAnyOrderElementsOf(names(metadata.get("properties")));
	}

	private static List<String> names(JsonNode entries) {
		return entries.valueStream().map((entry) -> entry.get("name").asString()).toList();
	}

	private JsonNode metadata() throws IOException {
		// of this module, not of the libraries on the class path
		String location = WechatPayProperties.class.getProtectionDomain().getCodeSource().getLocation()
				+ "META-INF/spring-configuration-metadata.json";
		try (InputStream in = URI.create(location).toURL().openStream()) {
			return JsonMapper.shared().readTree(in);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(WechatPayProperties.class)
	static class Enabling {

	}

}
