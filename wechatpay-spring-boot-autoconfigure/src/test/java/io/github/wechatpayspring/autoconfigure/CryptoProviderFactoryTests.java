package io.github.wechatpayspring.autoconfigure;

import java.security.Provider;
import java.security.ProviderException;
import java.time.Instant;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.autoconfigure.http.WechatPayRequestFactory;
import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.scaffold.subclass.ConstructorStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class CryptoProviderFactoryTests {

	private static final FilteredClassLoader NONE = new FilteredClassLoader("com.amazon.corretto", "org.conscrypt");

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class))
		.withPropertyValues(ConfiguredWechatPay.properties());

	@Test
	void usesTheJavaRuntimeWithoutANativeProvider(CapturedOutput output) {
		this.contextRunner.withClassLoader(NONE).run((context) -> {
			assertThat(context.getBean(CryptoProvider.class)).hasToString("JDK");
			assertThat(output).doesNotContain("RSA for WeChat Pay");
		});
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
	void findsTheCorrettoProvider(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(CryptoProvider.class).name()).isEqualTo("AmazonCorrettoCryptoProvider");
			assertThat(output).containsOnlyOnce("RSA for WeChat Pay is calculated by AmazonCorrettoCryptoProvider");
		});
	}

	@Test
	void findsConscrypt() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("com.amazon.corretto"))
			.run((context) -> assertThat(context.getBean(CryptoProvider.class).name()).isEqualTo("Conscrypt"));
	}

	@ParameterizedTest
	@ValueSource(classes = { BrokenClass.class, BrokenConstructor.class, BrokenLibrary.class, BrokenCalculation.class,
			BrokenServices.class })
	void doesWithoutAProviderThatFailsInWhateverWay(Class<?> broken, CapturedOutput output) {
		this.contextRunner.withClassLoader(inPlaceOfCorretto(broken)).run((context) -> {
			assertThat(context.getBean(CryptoProvider.class)).hasToString("JDK");
			assertThat(output).containsOnlyOnce("Amazon Corretto Crypto Provider is on the class path but not used")
				.doesNotContain("IllegalAccess");
		});
		this.contextRunner.withClassLoader(inPlaceOfCorretto(broken))
			.withPropertyValues("wechatpay.client.crypto-provider=accp")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidWechatPayConfigurationException.class,
						(ex) -> assertThat(ex.problems()).singleElement()
							.satisfies((problem) -> assertThat(problem.found()).startsWith("ACCP, but "))));
	}

	private static ClassLoader inPlaceOfCorretto(Class<?> type) {
		return new ByteBuddy().subclass(type, ConstructorStrategy.Default.IMITATE_SUPER_CLASS_OPENING)
			.name("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider")
			.make()
			.load(NONE)
			.getLoaded()
			.getClassLoader();
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdk", "accp", "conscrypt" })
	@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
	void callsAreSignedAndVerifiedWhateverIsConfigured(String type) {
		FakeWechatPay wechatPay = new FakeWechatPay()
			.answer((request) -> Answer.unsigned(200, "{\"coupon_id\":\"98674556\"}")
				.signedBy(FakeWechatPay.PLATFORM_KEYS, FakeWechatPay.PLATFORM_KEY_ID, Instant.now()));
		this.contextRunner.withPropertyValues("wechatpay.client.crypto-provider=" + type)
			.withBean(WechatPayRequestFactory.class, () -> wechatPay::createRequest)
			.run((context) -> assertThat(ConfiguredWechatPay.send(context)).isEqualTo("98674556"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "accp", "conscrypt" })
	void refusesToStartWithoutTheProviderThatIsAskedFor(String type) {
		this.contextRunner.withClassLoader(NONE)
			.withPropertyValues("wechatpay.client.crypto-provider=" + type)
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(context.getStartupFailure()).rootCause()
					.isInstanceOfSatisfying(InvalidWechatPayConfigurationException.class,
							(ex) -> assertThat(ex.problems()).singleElement().satisfies((problem) -> {
								assertThat(problem.property()).isEqualTo("wechatpay.client.crypto-provider");
								assertThat(problem.found()).contains("is not on the class path");
								assertThat(problem.action()).contains("Add ").contains(":");
							}));
			});
	}

	@SuppressWarnings("serial") // never leaves this test
	public static class BrokenClass extends Provider {

		protected BrokenClass() {
			super("Broken", "1", "");
			throw new NoClassDefFoundError("com/example/Native");
		}

	}

	@SuppressWarnings("serial") // never leaves this test
	public static class BrokenConstructor extends Provider {

		protected BrokenConstructor() {
			super("Broken", "1", "");
			throw new ProviderException("not on this machine");
		}

	}

	@SuppressWarnings("serial") // never leaves this test
	public static class BrokenLibrary extends Provider {

		protected BrokenLibrary() {
			super("Broken", "1", "");
			System.loadLibrary("wechatpay-missing");
		}

	}

	@SuppressWarnings("serial") // never leaves this test
	public static class BrokenServices extends Provider {

		protected BrokenServices() {
			super("Broken", "1", "");
		}

		@Override
		public Service getService(String type, String algorithm) {
			throw new UnsatisfiedLinkError("missing symbol");
		}

	}

	@SuppressWarnings("serial") // never leaves this test
	public static class BrokenCalculation extends Provider {

		protected BrokenCalculation() {
			super("Broken", "1", "");
		}

		@Override
		public Service getService(String type, String algorithm) {
			throw new ProviderException("CKR_DEVICE_ERROR");
		}

	}

}
