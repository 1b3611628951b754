package io.github.wechatpayspring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class WechatPayPropertiesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(Enabling.class);

	@Test
	void hasDefaults() {
		this.contextRunner.run((context) -> {
			WechatPayProperties properties = context.getBean(WechatPayProperties.class);
			assertThat(properties).isEqualTo(new WechatPayProperties(true, null, null, null, null, null, null,
					List.of(), null, null, true, new WechatPayProperties.Client("https://api.mch.weixin.qq.com",
							Duration.ofSeconds(5), Duration.ofSeconds(10))));
		});
	}

	@Test
	void bindsEveryProperty() {
		this.contextRunner.withPropertyValues("wechatpay.enabled=false", "wechatpay.merchant-id=a",
				"wechatpay.merchant-serial-number=b", "wechatpay.merchant-private-key=c", "wechatpay.ssl-bundle=j",
				"wechatpay.reload-on-update=false", "wechatpay.platform-public-key=d",
				"wechatpay.platform-public-key-id=e", "wechatpay.api-v3-key=f", "wechatpay.platform-certificates[0]=h",
				"wechatpay.platform-certificates[1]=i", "wechatpay.appid=g", "wechatpay.client.base-url=h",
				"wechatpay.client.connect-timeout=1s", "wechatpay.client.read-timeout=2m")
			.run((context) -> assertThat(context.getBean(WechatPayProperties.class))
				.isEqualTo(new WechatPayProperties(false, "a", "b", "c", "j", "d", "e", List.of("h", "i"), "f", "g",
						false, new WechatPayProperties.Client("h", Duration.ofSeconds(1), Duration.ofMinutes(2)))));
	}

	@Test
	void showsNothingSecret() {
		this.contextRunner
			.withPropertyValues("wechatpay.merchant-id=1900007291", "wechatpay.merchant-private-key=planted-key",
					"wechatpay.api-v3-key=planted-api-key")
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
		assertThat(descriptions).containsOnlyKeys("wechatpay.enabled", "wechatpay.merchant-id",
				"wechatpay.merchant-serial-number", "wechatpay.merchant-private-key", "wechatpay.ssl-bundle",
				"wechatpay.reload-on-update", "wechatpay.platform-public-key", "wechatpay.platform-public-key-id",
				"wechatpay.platform-certificates", "wechatpay.api-v3-key", "wechatpay.appid",
				"wechatpay.client.base-url", "wechatpay.client.connect-timeout", "wechatpay.client.read-timeout");
		assertThat(descriptions.values())
			.allSatisfy((description) -> assertThat(description).matches("(?!The |A )[A-Z].*\\."))
			.doesNotHaveDuplicates();
		assertThat(descriptions.get("wechatpay.platform-public-key")).startsWith("WeChat Pay public key");
	}

	@Test
	void hintsAtEveryPropertyAndNoOther() throws IOException {
		JsonNode metadata = metadata();
		assertThat(names(metadata.get("hints"))).containsExactlyInAnyOrderElementsOf(names(metadata.get("properties")));
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
