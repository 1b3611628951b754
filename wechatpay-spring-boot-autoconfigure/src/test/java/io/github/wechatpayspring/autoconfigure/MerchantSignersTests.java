package io.github.wechatpayspring.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import io.github.wechatpayspring.merchant.MerchantSource;
import io.github.wechatpayspring.merchant.WechatPay;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Keys of several merchants that stay elsewhere. A signer that is asked before a call
 * fails the test.
 */
class MerchantSignersTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class));

	private final ApplicationContextRunner rootAndB = this.contextRunner
		.withPropertyValues(ConfiguredWechatPay.properties())
		.withPropertyValues(withoutKey("brand-b"));

	@Test
	void aQualifiedSignerServesTheMerchantOfThatNameOnly() {
		this.rootAndB.withUserConfiguration(SignerOfB.class).run((context) -> {
			assertThat(signer(context, "brand-b")).isSameAs(context.getBean("elsewhere"));
			assertThat(ConfiguredWechatPay.settings(context).merchant().signer())
				.isNotSameAs(context.getBean("elsewhere"));
		});
	}

	@Test
	void eachMerchantMayHaveASignerOfItsOwn() {
		this.rootAndB.withPropertyValues("wechatpay.merchant-private-key=")
			.withUserConfiguration(SignerOfB.class, SignerOfTheDefault.class)
			.run((context) -> {
				assertThat(signer(context, "brand-b")).isSameAs(context.getBean("elsewhere"));
				assertThat(ConfiguredWechatPay.settings(context).merchant().signer())
					.isSameAs(context.getBean("ofTheDefault"));
			});
	}

	@Test
	void asksForTheKeyOfAMerchantThatNoSignerServes() {
		this.rootAndB.withUserConfiguration(SignerOfTheDefault.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidWechatPayConfigurationException.class)
				.hasMessageContaining("wechatpay.merchants.brand-b.merchant-private-key: Not set."));
	}

	@Test
	void asksForTheSerialNumberOfAKeyThatIsElsewhere() {
		this.rootAndB.withPropertyValues("wechatpay.merchants.brand-b.merchant-serial-number=")
			.withUserConfiguration(SignerOfB.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("wechatpay.merchants.brand-b.merchant-serial-number: Empty."));
	}

	@Test
	void refusesTwoSignersOfAMerchant() {
		this.rootAndB.withUserConfiguration(SignerOfB.class, AnotherSignerOfB.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoUniqueBeanDefinitionException.class)
				.hasMessageContaining("elsewhere")
				.hasMessageContaining("alsoElsewhere"));
	}

	@Test
	void aMerchantOfASourceBringsItsSigner() {
		AtomicReference<MerchantConfiguration> row = new AtomicReference<>(row(MerchantSignersTests::sign));
		this.contextRunner.withBean(MerchantSource.class, () -> () -> List.of(row.get())).run((context) -> {
			WechatPay wechatPay = context.getBean(WechatPay.class);
			assertThat(wechatPay.names()).containsExactly("row");
			Object before = wechatPay.merchant("row");
			wechatPay.refresh();
			assertThat(wechatPay.merchant("row")).as("unchanged").isSameAs(before);
			row.set(row((message) -> new byte[0]));
			wechatPay.refresh();
			assertThat(wechatPay.merchant("row")).as("with another signer").isNotSameAs(before);
			row.set(row(null));
			assertThatExceptionOfType(InvalidWechatPayConfigurationException.class).isThrownBy(wechatPay::refresh)
				.withMessageContaining("row.merchant-private-key");
		});
	}

	@Test
	void isNotPrinted() {
		assertThat(row(MerchantSignersTests::sign).toString()).contains("signer=<set>").doesNotContain("Lambda");
	}

	private static RequestSigner signer(BeanFactory context, String merchant) {
		return ConfiguredWechatPay.merchant(context, merchant).settings().merchant().signer();
	}

	private static String[] withoutKey(String name) {
		return Arrays.stream(ConfiguredWechatPay.named(name, "1900000002"))
			.filter((property) -> !property.contains("merchant-private-key"))
			.toArray(String[]::new);
	}

	private static MerchantConfiguration row(RequestSigner signer) {
		MerchantConfiguration complete = ConfiguredWechatPay.merchant("row", "1900000002");
		return MerchantConfiguration.builder("row")
			.merchantId(complete.merchantId())
			.merchantSerialNumber(complete.merchantSerialNumber())
			.platformPublicKeyId(complete.platformPublicKeyId())
			.platformPublicKey(complete.platformPublicKey())
			.signer(signer)
			.build();
	}

	private static byte[] sign(byte[] message) {
		throw new AssertionError("asked to sign before a call");
	}

	@Configuration(proxyBeanMethods = false)
	static class SignerOfB {

		@Bean
		@Qualifier("brand-b")
		RequestSigner elsewhere() {
			return MerchantSignersTests::sign;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherSignerOfB {

		@Bean
		@Qualifier("brand-b")
		RequestSigner alsoElsewhere() {
			return MerchantSignersTests::sign;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SignerOfTheDefault {

		@Bean
		RequestSigner ofTheDefault() {
			return MerchantSignersTests::sign;
		}

	}

}
