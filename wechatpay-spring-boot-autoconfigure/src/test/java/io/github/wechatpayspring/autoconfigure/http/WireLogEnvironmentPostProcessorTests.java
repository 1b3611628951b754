package io.github.wechatpayspring.autoconfigure.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import io.github.wechatpayspring.autoconfigure.ConfiguredWechatPay;
import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class WireLogEnvironmentPostProcessorTests {

	private static final String HTTP_COMPONENTS = "org.apache.hc.client5.http";

	private HttpServer server;

	@BeforeEach
	void startServer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", (exchange) -> {
			byte[] request = exchange.getRequestBody().readAllBytes();
			byte[] response = ("answer to " + new String(request, StandardCharsets.UTF_8))
				.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Request-ID", "header-of-the-answer");
			exchange.sendResponseHeaders(200, response.length);
			exchange.getResponseBody().write(response);
			exchange.close();
		});
		this.server.start();
	}

	@AfterEach
	void stopServerAndResetLogging() {
		this.server.stop(0);
		LoggingSystem loggingSystem = LoggingSystem.get(getClass().getClassLoader());
		loggingSystem.cleanUp();
		loggingSystem.beforeInitialize();
		loggingSystem.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "root", "org.apache.hc", HTTP_COMPONENTS, HTTP_COMPONENTS + ".wire",
			HTTP_COMPONENTS + ".headers" })
	void logsTheWireOfTheApplicationsOwnCallsOnly(String logger, CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = run("--logging.level." + logger + "=trace",
				"--logging.level.com.sun.net.httpserver=info")) {
			HttpComponentsClientHttpRequestFactory own = new HttpComponentsClientHttpRequestFactory(
					HttpClients.createDefault());
			call(own, "own");
			call(context.getBean(WechatPayRequestFactory.class)::createRequest, "planted");
			// on the connection that is there
			call(context.getBean(WechatPayRequestFactory.class)::createRequest, "planted");
			own.destroy();
		}
		assertThat(output).contains("own-authorization")
			.doesNotContain("planted-authorization", "planted-body", "planted-openid", "answer to planted");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdk", "simple" })
	void keepsTheWireOfOtherClientsOutOfTheLog(String kind, CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = run("--logging.level.root=trace",
				"--logging.level.com.sun.net.httpserver=info", "--spring.http.clients.imperative.factory=" + kind)) {
			call(context.getBean(WechatPayRequestFactory.class)::createRequest, "planted");
			call(new HttpComponentsClientHttpRequestFactory(), "own");
		}
		assertThat(output).contains("own-authorization", "own-openid").doesNotContain("planted-");
	}

	@ParameterizedTest
	@CsvSource({ "http-components, org.apache.hc.client5.http.impl.classic.MainClientExec",
			"HTTP_COMPONENTS, org.apache.hc.client5.http.impl.classic.MainClientExec",
			"jetty, org.eclipse.jetty.client", "reactor, reactor.netty", "jdk, jdk.internal.httpclient",
			"simple, sun.net.www.protocol.http.HttpURLConnection" })
	void setsTheLoggersOfOneKindOfClient(String kind, String logger) {
		MockEnvironment environment = new MockEnvironment().withProperty("spring.http.clients.imperative.factory",
				kind);
		new WireLogEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());
		assertThat(levels(environment)).containsEntry("logging.level." + logger, "info")
			.allSatisfy((name, level) -> assertThat(name.split("\\.")[2]).isEqualTo(logger.split("\\.")[0]));
	}

	@Test
	void knowsWhichClientSpringBootChooses() {
		assertThat(levels("none.such"))
			.containsOnlyKeys("logging.level." + HTTP_COMPONENTS + ".impl.classic.MainClientExec");
		assertThat(levels("org.apache.hc")).containsOnlyKeys("logging.level.jdk.internal.httpclient");
		assertThat(levels("org.springframework.boot.http")).containsOnlyKeys("logging.level.jdk.internal.httpclient");
	}

	@Test
	void leavesALoggerToWhoeverNamesIt() {
		MockEnvironment environment = new MockEnvironment()
			.withProperty("logging.level." + HTTP_COMPONENTS + ".impl.classic.MainClientExec", "debug");
		new WireLogEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());
		assertThat(environment.getProperty("logging.level." + HTTP_COMPONENTS + ".impl.classic.MainClientExec"))
			.isEqualTo("debug");
	}

	@Test
	void stepsAsideWhenWechatPayIsDisabled() {
		MockEnvironment environment = new MockEnvironment().withProperty("wechatpay.enabled", "false");
		new WireLogEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());
		assertThat(environment.getPropertySources().contains("wechatPayWireLog")).isFalse();
	}

	private static Map<String, Object> levels(String missing) {
		MockEnvironment environment = new MockEnvironment();
		new WireLogEnvironmentPostProcessor().postProcessEnvironment(environment,
				new SpringApplication(new DefaultResourceLoader(new FilteredClassLoader(missing))));
		return levels(environment);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> levels(MockEnvironment environment) {
		return (Map<String, Object>) environment.getPropertySources().get("wechatPayWireLog").getSource();
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(Map.of("spring.main.banner-mode", "off"));
		String[] all = new String[arguments.length + ConfiguredWechatPay.properties().length];
		System.arraycopy(arguments, 0, all, 0, arguments.length);
		for (int i = arguments.length; i < all.length; i++) {
			all[i] = "--" + ConfiguredWechatPay.properties()[i - arguments.length];
		}
		return application.run(all);
	}

	private void call(ClientHttpRequestFactory requestFactory, String name) throws IOException {
		ClientHttpRequest request = requestFactory
			.createRequest(URI.create("http://127.0.0.1:%d/v3/users/%s-openid?q=%2$s-openid"
				.formatted(this.server.getAddress().getPort(), name)), HttpMethod.POST);
		request.getHeaders().set("Authorization", name + "-authorization");
		request.getBody().write((name + "-body").getBytes(StandardCharsets.UTF_8));
		try (ClientHttpResponse response = request.execute()) {
			assertThat(response.getBody()).hasContent("answer to " + name + "-body");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(WechatPayAutoConfiguration.class)
	static class Application {

	}

}
