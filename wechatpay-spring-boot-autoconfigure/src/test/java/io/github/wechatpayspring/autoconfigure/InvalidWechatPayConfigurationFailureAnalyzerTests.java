package io.github.wechatpayspring.autoconfigure;

import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException.Problem;
import io.github.wechatpayspring.merchant.settings.MerchantSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class InvalidWechatPayConfigurationFailureAnalyzerTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	@Test
	void listsEveryProblemWithPropertyFindingAndAction() {
		FailureAnalysis analysis = analyze(new InvalidWechatPayConfigurationException(
				List.of(new Problem("wechatpay.merchant-id", "Not set.", "Set it."),
						new Problem("wechatpay.api-v3-key", "31 bytes.", "Use 32.")),
				null));
		assertThat(analysis.getDescription()).isEqualToNormalizingNewlines("""
				The configuration of WeChat Pay has 2 problems:

				    1. wechatpay.merchant-id
				       Found:  Not set.
				       Action: Set it.

				    2. wechatpay.api-v3-key
				       Found:  31 bytes.
				       Action: Use 32.""");
		assertThat(analysis.getAction()).startsWith("Correct these problems")
			.contains("wechatpay.enabled=false or remove all wechatpay.* properties");
	}

	@Test
	void saysWhereAValueWasReadFrom() {
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("planted source", Map.of("wechatpay.api-v3-key", "planted-secret")));
		ConfigurationPropertySources.attach(this.environment);
		FailureAnalysis analysis = analyze(new InvalidWechatPayConfigurationException(
				List.of(new Problem("wechatpay.api-v3-key", "14 bytes.", "Use 32.")), null));
		assertThat(analysis.getDescription()).contains("has a problem:")
			.contains("From:   \"wechatpay.api-v3-key\" from property source \"planted source\"")
			.doesNotContain("planted-secret");
	}

	@Test
	void saysWhereAListThatIsWrittenAsOneValueWasReadFrom() {
		this.environment.getPropertySources()
			.addFirst(
					new MapPropertySource("planted source", Map.of("wechatpay.platform-certificates", "a.pem,b.pem")));
		ConfigurationPropertySources.attach(this.environment);
		FailureAnalysis analysis = analyze(new InvalidWechatPayConfigurationException(
				List.of(new Problem("wechatpay.platform-certificates[1]", "Missing.", "Use another.")), null));
		assertThat(analysis.getDescription()).contains("1. wechatpay.platform-certificates[1]")
			.contains("From:   \"wechatpay.platform-certificates\" from property source \"planted source\"");
	}

	@Test
	void namesTheBeanThatTakesThePlaceOfTheProperties() {
		FailureAnalysis analysis = analyze(new InvalidWechatPayConfigurationException(
				List.of(new Problem("wechatpay.merchant-id", "Not set.", "Set it.")), "com.example.Details"));
		assertThat(analysis.getDescription()).contains("WechatPayConnectionDetails bean of type com.example.Details");
		assertThat(analysis.getAction()).doesNotContain("remove all");
	}

	@Test
	void isPartOfTheFailureReportOfAnApplication(CapturedOutput output) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> application.run("--wechatpay.merchant-id=planted-value",
					"--wechatpay.api-v3-key=planted-api-v3-key", "--wechatpay.client.read-timeout=0s"))
			.havingRootCause()
			.isInstanceOf(InvalidWechatPayConfigurationException.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("1. wechatpay.merchant-id")
			.contains("From:   \"wechatpay.merchant-id\" from property source \"commandLineArgs\"")
			.contains("2. wechatpay.merchant-serial-number")
			.contains("3. wechatpay.merchant-private-key")
			.contains("4. wechatpay.api-v3-key")
			.contains("Found:  18 bytes instead of 32.")
			.contains("5. wechatpay.client.read-timeout")
			.doesNotContain("planted-");
	}

	private FailureAnalysis analyze(InvalidWechatPayConfigurationException exception) {
		return new InvalidWechatPayConfigurationFailureAnalyzer(this.environment)
			.analyze(new IllegalStateException(exception));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(WechatPayProperties.class)
	static class Application {

		@Bean
		MerchantSettings settings(WechatPayProperties properties, ResourceLoader resourceLoader) {
			return ConfiguredWechatPay.read(properties, resourceLoader, null);
		}

	}

}
