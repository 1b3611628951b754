package io.github.wechatpayspring.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class WireLogEnvironmentPostProcessorTests {

	private static final String WIRE = "org.apache.hc.client5.http.wire";

	@AfterEach
	void resetLogging() {
		LoggingSystem loggingSystem = LoggingSystem.get(getClass().getClassLoader());
		loggingSystem.cleanUp();
		loggingSystem.beforeInitialize();
		loggingSystem.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
	}

	@Test
	void keepsRequestsAndAnswersOutOfTheLogAtTrace(CapturedOutput output) throws IOException {
		runAndCall("--logging.level.root=trace", "--logging.level.com.sun.net.httpserver=info");
		assertThat(output).contains("TRACE").contains("PoolingHttpClientConnectionManager").doesNotContain("planted-");
	}

	@Test
	void leavesALoggerToWhoeverNamesIt(CapturedOutput output) throws IOException {
		runAndCall("--logging.level." + WIRE + "=debug");
		assertThat(output).contains("planted-authorization", "planted-body", "planted-openid", "planted-answer");
	}

	@Test
	void givesWayToDefaultProperties(CapturedOutput output) throws IOException {
		SpringApplication application = new SpringApplication(Application.class);
		application.setDefaultProperties(Map.of("logging.level." + WIRE, "debug"));
		runAndCall(application);
		assertThat(output).contains("planted-authorization");
	}

	@Test
	void stepsAsideWhenWechatPayIsDisabled(CapturedOutput output) throws IOException {
		runAndCall("--logging.level.root=debug", "--wechatpay.enabled=false");
		assertThat(output).contains("planted-authorization");
	}

	@Test
	void doesNothingWithoutHttpComponents() {
		MockEnvironment environment = new MockEnvironment();
		SpringApplication application = new SpringApplication(
				new DefaultResourceLoader(new FilteredClassLoader(HttpClient.class)));
		new WireLogEnvironmentPostProcessor().postProcessEnvironment(environment, application);
		assertThat(environment.getProperty("logging.level." + WIRE)).isNull();
		new WireLogEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());
		assertThat(environment.getProperty("logging.level." + WIRE)).isEqualTo("info");
	}

	private void runAndCall(String... arguments) throws IOException {
		runAndCall(new SpringApplication(Application.class), arguments);
	}

	private void runAndCall(SpringApplication application, String... arguments) throws IOException {
		application.setWebApplicationType(WebApplicationType.NONE);
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			byte[] answer = "planted-answer".getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, answer.length);
			exchange.getResponseBody().write(answer);
			exchange.close();
		});
		server.start();
		try (ConfigurableApplicationContext context = application.run(arguments);
				CloseableHttpClient client = HttpClients.createDefault()) {
			HttpPost request = new HttpPost(URI.create(
					"http://127.0.0.1:" + server.getAddress().getPort() + "/v3/users/planted-openid?q=planted-query"));
			request.setHeader("Authorization", "planted-authorization");
			request.setEntity(new StringEntity("planted-body"));
			String answer = client.execute(request, (response) -> EntityUtils.toString(response.getEntity()));
			assertThat(answer).isEqualTo("planted-answer");
			assertThat(context.isActive()).isTrue();
		}
		finally {
			server.stop(0);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

	}

}
