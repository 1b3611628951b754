package io.github.wechatpayspring.autoconfigure.diagnosis;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.wechatpayspring.BilingualText;
import io.github.wechatpayspring.autoconfigure.ConfiguredWechatPay;
import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.diagnosis.DiagnosticOption;
import io.github.wechatpayspring.diagnosis.DiagnosticResult;
import io.github.wechatpayspring.diagnosis.DiagnosticStatus;
import io.github.wechatpayspring.diagnosis.WechatPayDiagnostics;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.assembly.Merchants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WechatPayDiagnosisAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(WechatPayAutoConfiguration.class, WechatPayDiagnosisAutoConfiguration.class));

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final List<Integer> exits = new ArrayList<>();

	@Test
	void isThereForAConfiguredMerchant() {
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.properties())
			.run((context) -> assertThat(context).hasSingleBean(WechatPayDiagnostics.class)
				.doesNotHaveBean(DiagnosisRunner.class));
	}

	@Test
	void isNotThereWithoutAMerchant() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(WechatPayDiagnostics.class)
			.doesNotHaveBean(DiagnosisRunner.class));
	}

	@Test
	void givesWayToABeanOfTheApplication() {
		FixedDiagnostics own = new FixedDiagnostics(DiagnosticStatus.PASSED);
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.properties())
			.withBean(WechatPayDiagnostics.class, () -> own)
			.run((context) -> assertThat(context.getBean(WechatPayDiagnostics.class)).isSameAs(own));
	}

	@Test
	void runsTheApplicationIfTheDiagnosisIsSwitchedOff() {
		// were it not, this would end the JVM
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.properties())
			.withPropertyValues("wechatpay.diagnose=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DiagnosisRunner.class));
	}

	@ParameterizedTest
	@CsvSource({ "PASSED, 0", "WARNING, 0", "SKIPPED, 0", "FAILED, 1" })
	void exitsWithTheResult(DiagnosticStatus status, int exit) {
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.properties())
			.withBean(WechatPayDiagnostics.class, () -> new FixedDiagnostics(status))
			.run((context) -> diagnose(context, ""));
		assertThat(this.exits).containsExactly(exit);
		assertThat(printed()).contains((status != DiagnosticStatus.SKIPPED) ? status.name() : "--", "planted (检查)");
	}

	@Test
	void takesOptions() {
		FixedDiagnostics diagnostics = new FixedDiagnostics(DiagnosticStatus.PASSED);
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.properties())
			.withBean(WechatPayDiagnostics.class, () -> diagnostics)
			.run((context) -> {
				diagnose(context, "true");
				diagnose(context, " Echo ");
			});
		assertThat(diagnostics.options).containsExactly(Set.of(), Set.of(DiagnosticOption.ECHO));
	}

	@Test
	void refusesAnOptionThatItDoesNotKnow() {
		FixedDiagnostics diagnostics = new FixedDiagnostics(DiagnosticStatus.PASSED);
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.properties())
			.withBean(WechatPayDiagnostics.class, () -> diagnostics)
			.run((context) -> diagnose(context, "ecoh"));
		assertThat(diagnostics.options).isEmpty();
		assertThat(this.exits).containsExactly(1);
		assertThat(printed()).contains("FAILED   wechatpay.diagnose",
				"Use --wechatpay.diagnose, or --wechatpay.diagnose=echo to test encryption too.", "请使用");
	}

	@Test
	void tellsThatItIsSwitchedOff() {
		this.contextRunner.withPropertyValues(ConfiguredWechatPay.properties())
			.withPropertyValues("wechatpay.enabled=false")
			.run((context) -> diagnose(context, ""));
		assertThat(this.exits).containsExactly(1);
		assertThat(printed()).contains("FAILED   Configuration (配置)", "wechatpay.enabled is false",
				"--wechatpay.enabled=true");
	}

	@Test
	void tellsTheMistakesOfAConfiguration() {
		lazily("wechatpay.merchant-id=", "wechatpay.api-v3-key=short", "wechatpay.client.retry.max-attempts=0",
				"wechatpay.platform-certificates[0]=classpath:missing.pem")
			.run((context) -> diagnose(context, ""));
		assertThat(this.exits).containsExactly(1);
		assertThat(printed())
			.contains("FAILED   wechatpay.merchant-id", "Found:    Empty.",
					"Expected: The id of the calling merchant, only digits.",
					"处理：请修改 wechatpay.merchant-id，应为：调用方商户号，仅含数字。", "FAILED   wechatpay.merchant-private-key",
					"FAILED   wechatpay.platform-certificates[0]", "微信支付平台证书", "FAILED   wechatpay.api-v3-key",
					"5 bytes instead of 32", "FAILED   wechatpay.client.retry.max-attempts",
					"Expected: A value that the documentation of this property allows.")
			.doesNotContain("short");
	}

	@ParameterizedTest
	@ValueSource(strings = { "wechatpay.client.read-timeout=soon", "wechatpay.client.rate-limit.favor-send=fast" })
	void leavesOtherMistakesToSpringBoot(String property) {
		lazily(property).run((context) -> assertThatExceptionOfType(BeanCreationException.class)
			.isThrownBy(() -> diagnose(context, "")));
		assertThat(this.exits).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "true", "echo" })
	void startsNoWebServer(String value) {
		MockEnvironment environment = new MockEnvironment().withProperty("wechatpay.diagnose", value)
			.withProperty("spring.main.web-application-type", "servlet");
		new DiagnosisEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());
		assertThat(environment.getProperty("spring.main.web-application-type")).isEqualTo("none");
		assertThat(environment.getProperty("spring.main.banner-mode")).isEqualTo("off");
	}

	@Test
	void leavesTheWebServerAloneOtherwise() {
		for (MockEnvironment environment : List.of(new MockEnvironment(),
				new MockEnvironment().withProperty("wechatpay.diagnose", "False"))) {
			new DiagnosisEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());
			assertThat(environment.getProperty("spring.main.web-application-type")).isNull();
		}
	}

	@Test
	void saysThatBeansChosenWhileBuildingLeaveItOut() {
		MockEnvironment environment = new MockEnvironment().withProperty("wechatpay.diagnose", "true");
		System.setProperty(AotDetector.AOT_ENABLED, "true");
		try {
			assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
				.isThrownBy(() -> new DiagnosisEnvironmentPostProcessor().postProcessEnvironment(environment,
						new SpringApplication()))
				.withMessageContaining("wechatpay.diagnose")
				.withMessageContaining("-Dspring.aot.enabled=false");
		}
		finally {
			System.clearProperty(AotDetector.AOT_ENABLED);
		}
	}

	// as nothing has been created yet when the diagnosis runs
	private ApplicationContextRunner lazily(String... properties) {
		return this.contextRunner.withPropertyValues(properties)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()));
	}

	private void diagnose(ApplicationContext context, String value) {
		MockEnvironment environment = new MockEnvironment().withProperty("wechatpay.diagnose", value);
		new DiagnosisRunner(
				new MerchantDiagnosis(context.getBeanProvider(Merchants.class),
						context.getBeanProvider(WechatPay.class)),
				environment, new PrintStream(this.out, true, StandardCharsets.UTF_8), this.exits::add)
			.initialize(((ConfigurableApplicationContext) context).getBeanFactory());
	}

	private String printed() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

	/**
	 * Finds always the same.
	 */
	private static final class FixedDiagnostics extends WechatPayDiagnostics {

		private final DiagnosticStatus status;

		private final List<Set<DiagnosticOption>> options = new ArrayList<>();

		private FixedDiagnostics(DiagnosticStatus status) {
			super(null, null);
			this.status = status;
		}

		@Override
		public List<DiagnosticResult> run(Set<DiagnosticOption> options) {
			this.options.add(options);
			BilingualText text = new BilingualText("planted", "检查");
			return List.of(new DiagnosticResult(text, this.status, text, text, null));
		}

	}

}
