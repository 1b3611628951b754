package io.github.wechatpayspring.autoconfigure.environment;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wechatpayspring.autoconfigure.ConfiguredWechatPay;
import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.autoconfigure.WechatPayProperties;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import io.github.wechatpayspring.merchant.MerchantSource;
import io.github.wechatpayspring.merchant.WechatPay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class WechatPaySanitizingAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WechatPaySanitizingAutoConfiguration.class));

	private final MockEnvironment environment = new MockEnvironment();

	private final SanitizingFunction function = new WechatPaySanitizingFunction(this.environment, List::of);

	@Test
	void hidesSecretsInEndpointsThatShowValues() {
		this.contextRunner.withUserConfiguration(Endpoints.class)
			.withPropertyValues("wechatpay.merchant-private-key=planted-private-key",
					"wechatpay.apiV3Key=planted-api-v3-key", "wechatpay.merchant-id=1900007291",
					"other.property=${wechatpay.apiV3Key}")
			.run((context) -> {
				Object env = context.getBean(EnvironmentEndpoint.class).environment("(wechatpay|other).*");
				Object configprops = context.getBean(ConfigurationPropertiesReportEndpoint.class)
					.configurationProperties();
				for (Object descriptor : List.of(env, configprops)) {
					assertThat(JsonMapper.shared().writeValueAsString(descriptor)).contains("1900007291")
						.contains(SanitizableData.SANITIZED_VALUE)
						.doesNotContain("planted-");
				}
			});
	}

	@Test
	void hidesVariablesOfASecret() {
		this.contextRunner.withUserConfiguration(Endpoints.class)
			.withPropertyValues("wechatpay.merchant-private-key=base64:${SHOP_KEY_B64}", "SHOP_KEY_B64=planted-b64",
					"wechatpay.merchants.shop.api-v3-key=${SHOP_V3}", "SHOP_V3=planted-v3")
			.run((context) -> {
				EnvironmentEndpoint endpoint = context.getBean(EnvironmentEndpoint.class);
				for (Object descriptor : List.of(endpoint.environment(null), endpoint.environmentEntry("SHOP_KEY_B64"),
						endpoint.environmentEntry("SHOP_V3"),
						endpoint.environmentEntry("wechatpay.merchants.shop.api-v3-key"))) {
					assertThat(JsonMapper.shared().writeValueAsString(descriptor))
						.contains(SanitizableData.SANITIZED_VALUE)
						.doesNotContain("planted-");
				}
			});
	}

	@Test
	void hidesSecretsThatBeansTakeFromOtherProperties() {
		MerchantConfiguration merchant = ConfiguredWechatPay.merchant("shop", "1900000001",
				"planted-v3-key-of-a-merchant-000");
		AtomicReference<List<MerchantConfiguration>> merchants = new AtomicReference<>(List.of());
		this.contextRunner.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class))
			.withBean(WechatPayConnectionDetails.class, () -> new ConfiguredWechatPay.Details() {

				@Override
				public String getApiV3Key() {
					return "planted-v3-key-of-the-details-00";
				}

			})
			.withBean(MerchantSource.class, () -> merchants::get)
			.run((context) -> {
				SanitizingFunction function = context.getBean(SanitizingFunction.class);
				assertThat(sanitize(function, "shop.key", "planted-v3-key-of-the-details-00"))
					.isEqualTo(SanitizableData.SANITIZED_VALUE);
				assertThat(sanitize(function, "shop.key", merchant.apiV3Key())).isEqualTo(merchant.apiV3Key());
				merchants.set(List.of(merchant));
				context.getBean(WechatPay.class).refresh();
				assertThat(sanitize(function, "shop.key", merchant.apiV3Key()))
					.isEqualTo(SanitizableData.SANITIZED_VALUE);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "wechatpay.merchant-private-key", "wechatpay.merchantPrivateKey",
			"WECHATPAY_MERCHANTPRIVATEKEY", "WECHATPAY_MERCHANT_PRIVATE_KEY", "wechatpay.merchants.x.api-v3-key",
			"wechatpay.api_v3_key", "wechatpay.apiV3Key", "WECHATPAY_APIV3KEY", "wechatpay.merchants[0].apiV3Key" })
	void hidesSecretsHoweverTheyAreSpelled(String key) {
		assertThat(sanitize(key, "value")).isEqualTo(SanitizableData.SANITIZED_VALUE);
	}

	@ParameterizedTest
	@CsvSource({ "MY_KEY, planted-api-v3-key", "SPRING_APPLICATION_JSON, '{\"a\":\"planted-api-v3-key\"}'",
			"sun.java.command, app.jar --wechatpay.api-v3-key=planted-api-v3-key", "MY_KEY, base64:planted",
			"MY_KEY, -----BEGIN PRIVATE KEY----- MIIE",
			"wechatpay.platform-public-key, -----BEGIN RSA PRIVATE KEY-----" })
	void hidesOtherValuesThatHoldASecret(String key, String value) {
		this.environment.setProperty("wechatpay.api-v3-key", "planted-api-v3-key");
		this.environment.setProperty("wechatpay.merchant-private-key", "base64:planted");
		assertThat(sanitize(key, value)).isEqualTo(SanitizableData.SANITIZED_VALUE);
	}

	@Test
	void hidesOtherValuesThatHoldASecretOfANamedMerchant() {
		this.environment.setProperty("wechatpay.merchants.brandB.api-v3-key", "planted-api-v3-key");
		this.environment.setProperty("wechatpay.merchants.brandB.merchant-private-key", "base64:planted");
		assertThat(sanitize("BRAND_B_KEY", "planted-api-v3-key")).isEqualTo(SanitizableData.SANITIZED_VALUE);
		assertThat(sanitize("BRAND_B_KEY", "base64:planted")).isEqualTo(SanitizableData.SANITIZED_VALUE);
		assertThat(sanitize("BRAND_B_KEY", "other")).isEqualTo("other");
	}

	@ParameterizedTest
	@ValueSource(strings = { "wechatpay.merchants.second.api-v3-key", "wechatpay.merchants.second.merchantPrivateKey" })
	void hidesOtherValuesThatHoldASecretOfOneOfSeveralMerchants(String key) {
		this.environment.setProperty("wechatpay.merchants.second.merchant-id", "1900007291");
		this.environment.setProperty(key, "planted-secret");
		assertThat(sanitize("MY_KEY", "planted-secret")).isEqualTo(SanitizableData.SANITIZED_VALUE);
		assertThat(sanitize("MY_ID", "1900007291")).isEqualTo("1900007291");
	}

	@ParameterizedTest
	@ValueSource(strings = { "wechatpay.merchant-id", "wechatpay.platform-public-key", "other.merchant-private-key" })
	void showsWhatIsNotSecret(String key) {
		this.environment.setProperty("wechatpay.api-v3-key", "");
		this.environment.setProperty("wechatpay.merchant-private-key", "${unresolvable}");
		assertThat(sanitize(key, "value")).isEqualTo("value");
		assertThat(sanitize(key, 1)).isEqualTo(1);
		assertThat(sanitize(key, null)).isNull();
	}

	@Test
	void isAnAutoConfigurationCandidate() {
		assertThat(ImportCandidates.load(AutoConfiguration.class, null))
			.contains(WechatPaySanitizingAutoConfiguration.class.getName());
	}

	@Test
	void givesWayToAFunctionOfTheSameNameAndNoOther() {
		SanitizingFunction own = (data) -> data;
		this.contextRunner.withBean("wechatpay.sanitizingFunction", SanitizingFunction.class, () -> own)
			.run((context) -> assertThat(context).getBean(SanitizingFunction.class).isSameAs(own));
		this.contextRunner.withBean("other", SanitizingFunction.class, () -> own)
			.run((context) -> assertThat(context.getBeansOfType(SanitizingFunction.class)).hasSize(2));
	}

	@Test
	void backsOffWithoutActuator() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(SanitizingFunction.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("wechatpay.sanitizingFunction"));
	}

	private Object sanitize(String key, Object value) {
		return sanitize(this.function, key, value);
	}

	private static Object sanitize(SanitizingFunction function, String key, Object value) {
		return function.apply(new SanitizableData(new MapPropertySource("test", Map.of()), key, value)).getValue();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(WechatPayProperties.class)
	static class Endpoints {

		@Bean
		EnvironmentEndpoint environmentEndpoint(Environment environment, List<SanitizingFunction> functions) {
			return new EnvironmentEndpoint(environment, functions, Show.ALWAYS);
		}

		@Bean
		ConfigurationPropertiesReportEndpoint configurationPropertiesReportEndpoint(
				List<SanitizingFunction> functions) {
			return new ConfigurationPropertiesReportEndpoint(functions, Show.ALWAYS);
		}

	}

}
