package io.github.wechatpayspring.autoconfigure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException.Problem;
import io.github.wechatpayspring.merchant.WechatPay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications among variables that others set, and with merchants that are configured in
 * variables.
 */
@ExtendWith(OutputCaptureExtension.class)
class SurroundingsTests {

	private static final Map<String, String> SERVICE = Map.of("SERVICE_HOST", "10.0.0.1", "SERVICE_PORT", "443",
			"SERVICE_PORT_HTTPS", "443", "PORT", "tcp://10.0.0.1:443", "PORT_443_TCP", "tcp://10.0.0.1:443",
			"PORT_443_TCP_PROTO", "tcp", "PORT_443_TCP_PORT", "443", "PORT_443_TCP_ADDR", "10.0.0.1");

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class));

	@ParameterizedTest
	@ValueSource(strings = { "WECHATPAY", "WECHATPAY_API", "WECHATPAY_CLIENT", "WECHATPAY_CLIENT_RETRY",
			"WECHATPAY_NOTIFICATION", "WECHATPAY_MERCHANTS", "WECHATPAY_MERCHANTS_DB", "WECHATPAY_APPID" })
	void aServiceOfKubernetesIsNoConfiguration(String service) {
		in(service(service)).run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WechatPay.class));
		in(service(service)).withPropertyValues(ConfiguredWechatPay.properties()).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(WechatPay.class).names()).containsExactly("default");
		});
		in(service(service)).withPropertyValues(ConfiguredWechatPay.named("brand-b", "1900000002")).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(WechatPay.class).names()).containsExactly("brand-b");
		});
	}

	@Test
	void aMerchantMayBeCalledAsAServiceIs() {
		in(variables("WECHATPAY_MERCHANTS_SERVICE_", "1900000002"))
			.run((context) -> assertThat(context.getBean(WechatPay.class).names()).containsExactly("service"));
	}

	@Test
	void otherPropertiesOfThatPrefixAreNoConfiguration() {
		this.contextRunner.withPropertyValues("wechatpay.notify-url=https://shop.example.com")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FavorCouponService.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "wechatpay.client.read-timeout=soon", "wechatpay.client.read-timeout=3s",
			"wechatpay.notification.path=/notify", "wechatpay.appid=wxd678efh567hg6787", "wechatpay.enabled=true" })
	void oneKnownPropertyIsAConfigurationThatIsNotComplete(String property) {
		this.contextRunner.withPropertyValues(property).run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void knowsEveryPropertyOfAMerchant() {
		assertThat(MerchantSpelling.PROPERTIES)
			.containsExactlyElementsOf(Arrays.stream(WechatPayProperties.Merchant.class.getRecordComponents())
				.map((component) -> DataObjectPropertyName.toDashedForm(component.getName()))
				.toList());
	}

	@Test
	void variablesMakeAMerchant() {
		in(variables("WECHATPAY_MERCHANTS_BRANDB_", "1900000002")).run((context) -> {
			assertThat(context.getBean(WechatPay.class).names()).containsExactly("brandb");
			assertThat(context.getBean(WechatPay.class).merchant().merchantId()).isEqualTo("1900000002");
		});
	}

	@ParameterizedTest
	@CsvSource({ "brand-b, BRANDB_MERCHANTID", "brand-b, BRAND_B_MERCHANT_ID", "brandB, BRANDB_MERCHANTID",
			"brand_b, BRANDB_MERCHANTID" })
	void aVariableTakesThePlaceOfAPropertyInAFile(String name, String variable) {
		in(Map.of("WECHATPAY_MERCHANTS_" + variable, "1900000003"))
			.withPropertyValues(ConfiguredWechatPay.named(name, "1900000002"))
			.run((context) -> {
				assertThat(context.getBean(WechatPay.class).names()).containsExactly(name);
				assertThat(context.getBean(WechatPay.class).merchant(name).merchantId()).isEqualTo("1900000003");
				assertThat(context.getBeansOfType(FavorCouponService.class)).hasSize(1);
			});
	}

	@ParameterizedTest
	@CsvSource({ "BRAND_B_MERCHANT_ID, BRANDB_MERCHANTID", "BRAND_B_MERCHANTID, BRANDB_MERCHANTID",
			"BRAND_B_PLATFORM_PUBLIC_KEY_ID, BRANDB_PLATFORMPUBLICKEYID",
			"BRAND_B_PLATFORM_CERTIFICATES_0, BRANDB_PLATFORMCERTIFICATES_0", "A_B_C_APPID, ABC_APPID" })
	void aVariableThatBelongsToNoMerchantIsToldWithTheRightSpelling(String variable, String right) {
		in(Map.of("WECHATPAY_MERCHANTS_" + variable, "1"))
			.run((context) -> assertThat(problems(context)).singleElement().satisfies((problem) -> {
				assertThat(problem.property()).isEqualTo("WECHATPAY_MERCHANTS_" + variable);
				assertThat(problem.action()).contains("Rename it to WECHATPAY_MERCHANTS_" + right);
			}));
	}

	@Test
	void aNameInBracketsThatNoVariableReachesIsTold() {
		in(Map.of("WECHATPAY_MERCHANTS_BRANDB_MERCHANTID", "1900000003"))
			.withPropertyValues(ConfiguredWechatPay.named("[brand_b]", "1900000002"))
			.run((context) -> assertThat(problems(context)).singleElement()
				.satisfies((problem) -> assertThat(problem.found()).contains("brackets")));
	}

	@Test
	void aVariableThatIsNoPropertyIsToldInTheLog(CapturedOutput output) {
		in(Map.of("WECHATPAY_MERCHANTS_COUNT", "3", "WECHATPAY_MERCHANTS_BRANDB_MERCHANTIDD", "3"))
			.withPropertyValues(ConfiguredWechatPay.properties())
			.run((context) -> {
				assertThat(context.getBean(WechatPay.class).names()).containsExactly("default");
				assertThat(output).containsOnlyOnce("WECHATPAY_MERCHANTS_COUNT is no property")
					.containsOnlyOnce("WECHATPAY_MERCHANTS_BRANDB_MERCHANTIDD is no property");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "brandB", "brand_b", "brandb", "[brand-b2]" })
	void twoSpellingsOfANameAreToldUnlessTheyDiffer(String other) {
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.named("brand-b", "1900000002"))
			.withPropertyValues("wechatpay.merchants." + other + ".appid=wx1")
			.run((context) -> assertThat(problems(context)).first().satisfies((problem) -> {
				if (other.startsWith("[")) {
					assertThat(problem.property()).startsWith("wechatpay.merchants.brand-b2.");
				}
				else {
					assertThat(problem.found()).contains("2 spellings", "brand-b", other);
				}
			}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "品牌甲", "a甲", "[品牌甲]", "brand b" })
	void aNameThatCannotBePartOfAUrlIsTold(String name) {
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.named(name, "1900000002"))
			.run((context) -> assertThat(problems(context)).anySatisfy((problem) -> {
				assertThat(problem.property()).startsWith("wechatpay.merchants.");
				assertThat(problem.found()).startsWith("A name with ");
				assertThat(problem.action()).contains("a to z");
			}));
	}

	@Test
	void aValueInPlaceOfAMerchantIsTold() {
		this.contextRunner.withPropertyValues("wechatpay.merchants.brand-b=1900000002")
			.run((context) -> assertThat(problems(context)).singleElement()
				.satisfies((problem) -> assertThat(problem.found()).contains("A value")));
	}

	@Test
	void namedMerchantsShareTheAppid() {
		this.contextRunner.withPropertyValues("wechatpay.appid=wxd678efh567hg6787")
			.withPropertyValues(withoutAppid("brand-b"))
			.withPropertyValues(ConfiguredWechatPay.named("brand-c", "1900000003"))
			.run((context) -> {
				assertThat(context.getBean(WechatPay.class).names()).containsExactly("brand-b", "brand-c");
				assertThat(ConfiguredWechatPay.merchant(context, "brand-b").settings().appid())
					.isEqualTo("wxd678efh567hg6787");
				assertThat(ConfiguredWechatPay.merchant(context, "brand-c").settings().appid())
					.isEqualTo(FakeWechatPay.APPID);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "merchant-id=1900000001", "merchant-private-key=file:a.pem", "ssl-bundle=a",
			"merchant-serial-number=" + FakeWechatPay.MERCHANT_SERIAL, "api-v3-key=a" })
	void whatBelongsToOneMerchantIsTheBeginningOfOne(String property) {
		this.contextRunner.withPropertyValues("wechatpay." + property)
			.withPropertyValues(ConfiguredWechatPay.named("brand-b", "1900000002"))
			.run((context) -> assertThat(problems(context)).isNotEmpty()
				.allSatisfy((problem) -> assertThat(problem.property()).doesNotContain("merchants")));
	}

	private ApplicationContextRunner in(Map<String, String> variables) {
		return this.contextRunner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", new HashMap<>(variables))));
	}

	private static Map<String, String> service(String prefix) {
		return SERVICE.entrySet()
			.stream()
			.collect(Collectors.toMap((each) -> prefix + "_" + each.getKey(), Map.Entry::getValue));
	}

	private static Map<String, String> variables(String prefix, String merchantId) {
		Map<String, String> variables = new HashMap<>();
		for (String property : ConfiguredWechatPay.properties("")) {
			String[] pair = property.split("=", 2);
			variables.put(prefix + pair[0].replace("-", "").toUpperCase(Locale.ROOT), pair[1]);
		}
		variables.put(prefix + "MERCHANTID", merchantId);
		return variables;
	}

	private static String[] withoutAppid(String name) {
		return Arrays.stream(ConfiguredWechatPay.named(name, "1900000002"))
			.filter((property) -> !property.contains(".appid="))
			.toArray(String[]::new);
	}

	private static List<Problem> problems(AssertableApplicationContext context) {
		assertThat(context).hasFailed();
		Throwable cause = context.getStartupFailure();
		while (!(cause instanceof InvalidWechatPayConfigurationException)) {
			assertThat(cause.getCause()).as(cause.toString()).isNotNull();
			cause = cause.getCause();
		}
		return ((InvalidWechatPayConfigurationException) cause).problems();
	}

}
