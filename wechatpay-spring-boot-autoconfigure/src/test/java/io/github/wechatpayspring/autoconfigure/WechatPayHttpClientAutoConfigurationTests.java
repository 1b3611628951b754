package io.github.wechatpayspring.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpServer;
import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.favor.FavorCouponService;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The HTTP client itself: when it connects, what it follows and when it is closed.
 */
class WechatPayHttpClientAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class,
				WechatPayHttpClientAutoConfiguration.class, HttpClientAutoConfiguration.class,
				ImperativeHttpClientAutoConfiguration.class, RestClientAutoConfiguration.class))
		.withPropertyValues(ConfiguredWechatPay.properties());

	@Test
	void connectsToNobodyWhileBeansAreCreated() throws IOException {
		try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			listener.setSoTimeout(1);
			Set<Thread> before = Thread.getAllStackTraces().keySet();
			this.contextRunner
				.withPropertyValues("wechatpay.client.base-url=http://127.0.0.1:" + listener.getLocalPort())
				.run((context) -> {
					assertThat(context).hasSingleBean(FavorCouponService.class);
					assertThat(Thread.getAllStackTraces()
						.keySet()
						.stream()
						.filter((thread) -> !before.contains(thread))
						.map(Thread::getName)
						.collect(Collectors.toSet())).isSubsetOf("idle-connection-evictor-1");
					assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(listener::accept);
				});
		}
	}

	@Test
	void refusesCallsAfterTheContextWasClosed() {
		this.contextRunner.run((context) -> {
			FavorCouponService service = context.getBean(FavorCouponService.class);
			context.close();
			assertThatExceptionOfType(WechatPayTransportException.class)
				.isThrownBy(() -> service.send(ConfiguredWechatPay.request()))
				.withMessage("Nothing was sent: the application is shutting down")
				.satisfies((ex) -> {
					assertThat(ex.isOutcomeUnknown()).isFalse();
					assertThat(ex.outRequestNo()).isEqualTo(ConfiguredWechatPay.request().outRequestNo());
				});
			assertThat(service.sendAsync(ConfiguredWechatPay.request())).isCompletedExceptionally();
		});
	}

	@ParameterizedTest
	@CsvSource({ "http_components,302", "http_components,307", "jdk,302", "jdk,307", "simple,302", "simple,307" })
	void followsNoRedirects(String httpClient, int status) throws IOException {
		AtomicInteger followed = new AtomicInteger();
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		server.createContext("/elsewhere", (exchange) -> {
			followed.incrementAndGet();
			exchange.close();
		});
		server.createContext("/v3", (exchange) -> {
			exchange.getResponseHeaders().set("Location", "/elsewhere");
			exchange.sendResponseHeaders(status, -1);
			exchange.close();
		});
		server.start();
		try {
			this.contextRunner
				.withPropertyValues("wechatpay.client.base-url=http://127.0.0.1:" + server.getAddress().getPort(),
						"spring.http.clients.imperative.factory=" + httpClient, "spring.http.clients.redirects=follow")
				.run((context) -> assertThatExceptionOfType(WechatPayApiException.class)
					.isThrownBy(() -> ConfiguredWechatPay.send(context))
					.matches((ex) -> ex.statusCode() == status)
					.matches(WechatPayApiException::isOutcomeUnknown));
			assertThat(followed).hasValue(0);
		}
		finally {
			server.stop(0);
		}
	}

	@ParameterizedTest
	@CsvSource({ ",7", "timeout=5,5", "timeout=8,7", "timeout=600,7", "'timeout=5, max=100',5", "max=100,7" })
	void keepsIdleConnectionsForSevenSecondsAtMost(String offered, int seconds) {
		BasicHttpResponse response = new BasicHttpResponse(200);
		if (offered != null) {
			response.setHeader("Keep-Alive", offered);
		}
		assertThat(HttpComponentsSettings.keepAliveStrategy()
			.getKeepAliveDuration(response, HttpClientContext.create())
			.toDuration()).hasSeconds(seconds);
	}

}
