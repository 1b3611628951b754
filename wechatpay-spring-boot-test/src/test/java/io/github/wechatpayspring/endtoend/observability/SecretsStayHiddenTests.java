package io.github.wechatpayspring.endtoend.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Nothing secret or personal is written anywhere, however much is logged and shown.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsStayHiddenTests {

	private static final WechatPaySimulator wechatPay = WechatPaySimulator.builder()
		.stocks(CouponApplication.stocks())
		.start();

	private static final WechatPaySimulator foreign = WechatPaySimulator.start();

	private final PlantedSecrets secrets = new PlantedSecrets(wechatPay);

	@TempDir
	private Path directory;

	// an application of another test that is still open has set up logging for itself
	@BeforeEach
	void logAnew() {
		LoggingSystem.get(getClass().getClassLoader()).cleanUp();
	}

	@AfterEach
	void logLessAgain() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
		// or else applications of other tests would log where these did
		for (LoggingSystemProperty property : LoggingSystemProperty.values()) {
			System.clearProperty(property.getEnvironmentVariableName());
		}
		wechatPay.reset();
	}

	@AfterAll
	static void stop() {
		wechatPay.close();
		foreign.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http-components", "reactor", "jdk", "simple" })
	void inTheLogAtTrace(String httpClient, CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext application = CouponApplication.start(wechatPay,
				traced("spring.http.clients.imperative.factory=" + httpClient))) {
			List<Throwable> failures = PlantedSecrets.callAndFail(application, wechatPay);
			this.secrets.addRequests(wechatPay.requests());
			this.secrets.assertAbsentFrom("stack traces", PlantedSecrets.stackTraces(failures));
		}
		assertLogIsClean(output);
	}

	@Test
	void inTheLogAtTraceWhenTheSignatureIsRefused(CapturedOutput output) throws IOException {
		this.secrets.addKey(foreign.merchant().privateKeyPem());
		List<Throwable> failures = new ArrayList<>();
		try (ConfigurableApplicationContext application = CouponApplication.start(wechatPay,
				traced("wechatpay.merchant-private-key=" + foreign.merchant().privateKeyPem()))) {
			for (Call call : Call.values()) {
				assertThatException().isThrownBy(() -> call.make(application, PlantedSecrets.OPENID, "1"))
					.withMessageContaining("SIGN_ERROR")
					.satisfies(failures::add);
			}
		}
		this.secrets.addRequests(wechatPay.requests());
		this.secrets.assertAbsentFrom("stack traces", PlantedSecrets.stackTraces(failures));
		assertLogIsClean(output);
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void inTheFailureAnalysis(String mistake, CapturedOutput output) throws IOException {
		this.secrets.addKey(foreign.merchant().privateKeyPem());
		assertThatException().isThrownBy(() -> CouponApplication.start(wechatPay, traced(mistake)))
			.satisfies((ex) -> this.secrets.assertAbsentFrom("stack trace", PlantedSecrets.stackTraces(List.of(ex))));
		assertThat(log()).contains("APPLICATION FAILED TO START", "wechatpay.");
		assertLogIsClean(output);
	}

	static Stream<String> mistakes() {
		String pem = wechatPay.merchant().privateKeyPem();
		String apiV3Key = wechatPay.merchant().apiV3Key();
		String base64 = String.join("", pem.lines().filter((line) -> !line.startsWith("-----")).toList());
		return Stream.of("wechatpay.merchant-private-key=" + base64,
				"wechatpay.merchant-private-key=" + pem.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"),
				"wechatpay.merchant-private-key=" + pem.replace("PRIVATE KEY", "CERTIFICATE"),
				"wechatpay.merchant-private-key=" + pem.substring(0, pem.length() / 2),
				"wechatpay.merchant-private-key=" + pem.replace("MII", "M?I"),
				"wechatpay.merchant-private-key=base64:" + base64, "wechatpay.merchant-private-key=file:" + base64,
				"wechatpay.merchant-private-key=https://example.com/" + base64, "wechatpay.merchant-id=" + pem,
				"wechatpay.merchant-id=" + apiV3Key, "wechatpay.merchant-serial-number=" + pem,
				"wechatpay.merchant-serial-number=" + apiV3Key, "wechatpay.platform-public-key=" + pem,
				"wechatpay.platform-public-key-id=" + pem, "wechatpay.platform-public-key-id=" + apiV3Key,
				"wechatpay.platform-public-key=" + foreign.merchant().privateKeyPem(),
				"wechatpay.api-v3-key=" + apiV3Key + "x", "wechatpay.api-v3-key=" + pem,
				"wechatpay.client.base-url=" + apiV3Key,
				"wechatpay.client.base-url=https://user:" + apiV3Key + "@host");
	}

	@Test
	void inActuatorEndpointsThatShowAllValues() {
		Map<String, Object> properties = new LinkedHashMap<>();
		CouponApplication.properties(wechatPay).forEach((property) -> {
			int equals = property.indexOf('=');
			properties.put(property.substring(0, equals), property.substring(equals + 1));
		});
		properties.put("WECHATPAY_MERCHANT_PRIVATE_KEY", wechatPay.merchant().privateKeyPem());
		properties.put("wechatpay.apiV3Key", wechatPay.merchant().apiV3Key());
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(CouponApplication.class)
			.properties(properties)
			.run("--server.port=0", "--spring.main.banner-mode=off", "--management.endpoints.web.exposure.include=*",
					"--management.endpoint.env.show-values=always",
					"--management.endpoint.configprops.show-values=always",
					"--wechatpay.api-v3-key=" + wechatPay.merchant().apiV3Key())) {
			Call.FAVOR.make(application, PlantedSecrets.OPENID, "1");
			this.secrets.addRequests(wechatPay.requests());
			int port = ((ServletWebServerApplicationContext) application).getWebServer().getPort();
			RestClient browser = RestClient.create("http://127.0.0.1:" + port + "/actuator/");
			assertThat(List.of("configprops", "configprops/wechatpay", "env", "env/wechatpay.merchant-private-key",
					"env/wechatpay.api-v3-key", "beans", "conditions", "loggers", "wechatpay", "prometheus"))
				.allSatisfy((endpoint) -> {
					String shown = String.valueOf(browser.get().uri(endpoint).retrieve().body(String.class));
					assertThat(shown).containsIgnoringCase("wechatpay");
					this.secrets.assertAbsentFrom(endpoint, shown);
				});
			String metrics = String
				.valueOf(browser.get().uri("metrics/http.client.requests").retrieve().body(String.class));
			assertThat(metrics).contains("/v3/marketing/favor/users/{openid}/coupons");
			this.secrets.assertAbsentFrom("metrics", metrics);
		}
	}

	@Test
	void inObservations() {
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(CouponApplication.class,
				RecordingConfiguration.class)
			.properties("spring.main.web-application-type=none", "spring.main.banner-mode=off")
			.run(Stream.concat(CouponApplication.properties(wechatPay).stream(), PlantedSecrets.IMPATIENT.stream())
				.map("--"::concat)
				.toArray(String[]::new))) {
			List<Throwable> failures = PlantedSecrets.callAndFail(application, wechatPay);
			this.secrets.addRequests(wechatPay.requests());
			List<String> recorded = application.getBean(RecordingHandler.class).texts;
			assertThat(recorded).hasSizeGreaterThan(failures.size())
				.anySatisfy((text) -> assertThat(text).contains("/v3/marketing/favor/users/{openid}/coupons"));
			this.secrets.assertAbsentFrom("observations", String.join("\n", recorded));
		}
	}

	private String[] traced(String... properties) {
		String[] tracing = { "logging.level.root=trace", "logging.threshold.console=off",
				"logging.file.name=" + this.directory.resolve("trace.log") };
		return Stream.of(Arrays.stream(tracing), PlantedSecrets.IMPATIENT.stream(), Arrays.stream(properties))
			.flatMap(Function.identity())
			.toArray(String[]::new);
	}

	private String log() throws IOException {
		return Files.readString(this.directory.resolve("trace.log"));
	}

	private void assertLogIsClean(CapturedOutput output) throws IOException {
		assertThat(log()).contains(" TRACE ", " DEBUG ");
		this.secrets.assertAbsentFrom("log", log());
		this.secrets.assertAbsentFrom("output", output + "-");
	}

	@Configuration(proxyBeanMethods = false)
	static class RecordingConfiguration {

		@Bean
		RecordingHandler recordingHandler() {
			return new RecordingHandler();
		}

	}

	static class RecordingHandler implements ObservationHandler<Observation.Context> {

		private final List<String> texts = new CopyOnWriteArrayList<>();

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

		@Override
		public void onStop(Observation.Context context) {
			this.texts.add(context.getName() + " " + context.getContextualName() + " " + context.getError());
			for (KeyValue keyValue : context.getAllKeyValues()) {
				this.texts.add(keyValue.getKey() + "=" + keyValue.getValue());
			}
		}

	}

}
