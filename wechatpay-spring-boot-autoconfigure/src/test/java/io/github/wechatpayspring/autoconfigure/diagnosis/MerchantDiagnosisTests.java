package io.github.wechatpayspring.autoconfigure.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.wechatpayspring.autoconfigure.ConfiguredWechatPay;
import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.diagnosis.DiagnosticResult;
import io.github.wechatpayspring.diagnosis.WechatPayDiagnostics;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import io.github.wechatpayspring.merchant.MerchantSource;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.assembly.Merchants;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.Assert;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which merchants are diagnosed, and what is told of those that are configured wrongly.
 */
class MerchantDiagnosisTests {

	private static final String KEY = "Merchant's private key and serial number";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class))
		// nobody answers there
		.withPropertyValues("wechatpay.diagnose=true", "wechatpay.client.base-url=http://127.0.0.1:1")
		.withInitializer(
				(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()));

	private final ApplicationContextRunner root = this.contextRunner
		.withPropertyValues(ConfiguredWechatPay.properties());

	@Test
	void diagnosesEveryMerchant() {
		this.root.withPropertyValues(ConfiguredWechatPay.named("brand-b", "1900000002"))
			.withBean(MerchantSource.class, () -> source(ConfiguredWechatPay.merchant("brand-c", "1900000003")))
			.run((context) -> {
				Map<String, List<DiagnosticResult>> results = diagnose(context);
				assertThat(results).containsOnlyKeys("default", "brand-b", "brand-c");
				assertThat(results.values()).allSatisfy((result) -> assertThat(names(result)).contains(KEY,
						"Response of the host 127.0.0.1", "Signed call, GET /v3/certificates"));
			});
	}

	@Test
	void needsNoDefaultMerchant() {
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.named("brand-a", "1900000001"))
			.withPropertyValues(ConfiguredWechatPay.named("brand-b", "1900000002"))
			.run((context) -> assertThat(diagnose(context)).containsOnlyKeys("brand-a", "brand-b"));
	}

	@Test
	void aMerchantWithMistakesKeepsNoOtherFromBeingDiagnosed() {
		this.root.withPropertyValues(ConfiguredWechatPay.named("brand-b", "1900000002"))
			.withPropertyValues("wechatpay.merchants.brand-b.api-v3-key=short")
			.withPropertyValues(ConfiguredWechatPay.named("brand-d", "1900000004"))
			.withBean(MerchantSource.class,
					() -> source(MerchantConfiguration.builder("brand-c").merchantId("x").build(),
							ConfiguredWechatPay.merchant("brand-e", "1900000005")))
			.run((context) -> {
				Map<String, List<DiagnosticResult>> results = diagnose(context);
				assertThat(names(results.get("brand-b"))).containsExactly("wechatpay.merchants.brand-b.api-v3-key");
				assertThat(names(results.get("brand-c"))).contains("brand-c.merchant-id",
						"brand-c.merchant-private-key");
				assertThat(results.get("brand-c")).allMatch(DiagnosticResult::isFailed)
					.first()
					.extracting((result) -> result.expected().english())
					.isEqualTo("The id of the calling merchant, only digits.");
				for (String sound : List.of("default", "brand-d", "brand-e")) {
					assertThat(names(results.get(sound))).as(sound).contains(KEY);
				}
			});
	}

	@Test
	void theDefaultMerchantMayHaveMistakesOfItsOwn() {
		this.root.withPropertyValues("wechatpay.merchant-id=")
			.withPropertyValues(ConfiguredWechatPay.named("brand-b", "1900000002"))
			.run((context) -> {
				Map<String, List<DiagnosticResult>> results = diagnose(context);
				assertThat(names(results.get("default"))).containsExactly("wechatpay.merchant-id");
				assertThat(names(results.get("brand-b"))).contains(KEY);
			});
	}

	@Test
	void namesThePropertiesOfTheMerchant() {
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.named("brand-b", "1900000002"))
			.withPropertyValues("wechatpay.notification.path=/notify")
			.run((context) -> assertThat(diagnose(context).get("brand-b")).filteredOn(DiagnosticResult::isFailed)
				.extracting((result) -> String.valueOf(result.remedy()))
				.anyMatch((remedy) -> remedy.contains("Set wechatpay.merchants.brand-b.api-v3-key to")
						&& remedy.contains("请将 wechatpay.merchants.brand-b.api-v3-key 设为"))
				.noneMatch((remedy) -> remedy.contains("wechatpay.api-v3-key")));
	}

	@Test
	void tellsThatAMerchantSourceFails() {
		AtomicBoolean broken = new AtomicBoolean();
		this.root.withBean(MerchantSource.class, () -> () -> {
			Assert.state(!broken.get(), "planted secret");
			return List.of();
		}).run((context) -> {
			broken.set(true);
			Map<String, List<DiagnosticResult>> results = diagnose(context);
			assertThat(names(results.get("default"))).contains(KEY);
			assertThat(results.get("MerchantSource")).singleElement()
				.matches(DiagnosticResult::isFailed)
				.asString()
				.contains("IllegalStateException")
				.doesNotContain("planted");
		});
	}

	@Test
	void tellsThatThereIsNoMerchant() {
		this.contextRunner.withBean(MerchantSource.class, () -> List::of)
			.run((context) -> assertThat(diagnose(context).get("default")).singleElement()
				.matches(DiagnosticResult::isFailed)
				.asString()
				.contains("The MerchantSource has no merchant."));
	}

	@Test
	void isThereForEachMerchant() {
		this.root.withPropertyValues(ConfiguredWechatPay.named("brand-b", "1900000002")).run((context) -> {
			WechatPay wechatPay = context.getBean(WechatPay.class);
			assertThat(wechatPay.merchant("default").diagnostics())
				.isSameAs(context.getBean(WechatPayDiagnostics.class));
			assertThat(names(wechatPay.merchant("brand-b").diagnostics().run())).contains(KEY);
		});
	}

	private static Map<String, List<DiagnosticResult>> diagnose(BeanFactory context) {
		return new MerchantDiagnosis(context.getBeanProvider(Merchants.class), context.getBeanProvider(WechatPay.class))
			.run(Set.of());
	}

	private static List<String> names(List<DiagnosticResult> results) {
		return results.stream().map((result) -> result.name().english()).toList();
	}

	private static MerchantSource source(MerchantConfiguration... merchants) {
		return () -> Arrays.asList(merchants);
	}

}
