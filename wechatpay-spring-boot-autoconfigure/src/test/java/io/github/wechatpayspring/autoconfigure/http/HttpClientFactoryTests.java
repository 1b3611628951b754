package io.github.wechatpayspring.autoconfigure.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.autoconfigure.ConfiguredWechatPay;
import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.key.KeyMaterial;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The HTTP client itself: when it connects, what it follows and when it is closed.
 */
class HttpClientFactoryTests {

	private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class, HttpClientAutoConfiguration.class,
				ImperativeHttpClientAutoConfiguration.class, RestClientAutoConfiguration.class,
				SslAutoConfiguration.class))
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

	@ParameterizedTest
	@MethodSource
	void isOfTheKindThatIsSet(String kind, Class<? extends ClientHttpRequestFactory> type) {
		this.contextRunner.withPropertyValues("spring.http.clients.imperative.factory=" + kind)
			.run((context) -> assertThat(context.getBean(LazyRequestFactory.class).create()).isInstanceOf(type));
	}

	static Stream<Arguments> isOfTheKindThatIsSet() {
		return Stream.of(Arguments.of("http_components", HttpComponentsClientHttpRequestFactory.class),
				Arguments.of("jdk", JdkClientHttpRequestFactory.class),
				Arguments.of("simple", JdkClientHttpRequestFactory.class));
	}

	@Test
	void isTheBestThatIsOnTheClassPathIfNoneIsSet() {
		this.contextRunner.run((context) -> assertThat(context.getBean(LazyRequestFactory.class).create())
			.isInstanceOf(HttpComponentsClientHttpRequestFactory.class));
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.apache.hc"))
			.run((context) -> assertThat(context.getBean(LazyRequestFactory.class).create())
				.isInstanceOf(JdkClientHttpRequestFactory.class));
	}

	@Test
	void needsNoHttpClientOfSpringBoot() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class))
			.withClassLoader(
					new FilteredClassLoader("org.springframework.boot.http", "org.springframework.boot.restclient"))
			.withPropertyValues(ConfiguredWechatPay.properties())
			.run((context) -> assertThat(context.getBean(LazyRequestFactory.class).create())
				.isInstanceOf(JdkClientHttpRequestFactory.class));
	}

	@Test
	void refusesToStartWithAnSslBundleThatDoesNotExist() {
		this.contextRunner.withPropertyValues("spring.http.clients.ssl.bundle=missing")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(NoSuchSslBundleException.class)
				.hasMessageContaining("missing"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http_components", "jdk", "simple" })
	void trustsTheSslBundleOfSpringHttpClients(String kind) throws Exception {
		KeyPair keys = KeyMaterial.rsa();
		String certificate = KeyMaterial.certificate(keys, "localhost", "01");
		SslBundle server = SslBundle.of(new PemSslStoreBundle(
				PemSslStoreDetails.forCertificate(certificate).withPrivateKey(KeyMaterial.privateKey(keys)), null));
		SslBundle trust = SslBundle.of(new PemSslStoreBundle(null, PemSslStoreDetails.forCertificate(certificate)));
		HttpsServer https = HttpsServer.create(LOOPBACK, 0);
		https.setHttpsConfigurator(new HttpsConfigurator(server.createSslContext()));
		https.createContext("/v3", (exchange) -> {
			exchange.sendResponseHeaders(418, -1);
			exchange.close();
		});
		https.start();
		try {
			this.contextRunner.withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("gateway", trust))
				.withPropertyValues("spring.http.clients.ssl.bundle=gateway",
						"spring.http.clients.imperative.factory=" + kind)
				.run((context) -> {
					ClientHttpRequest request = context.getBean(WechatPayRequestFactory.class)
						.createRequest(URI.create("https://localhost:" + https.getAddress().getPort() + "/v3/x"),
								HttpMethod.GET);
					try (ClientHttpResponse response = request.execute()) {
						assertThat(response.getStatusCode().value()).isEqualTo(418);
					}
				});
		}
		finally {
			https.stop(0);
		}
	}

	@ParameterizedTest
	@CsvSource({ "http_components,http", "jdk,http", "simple,http", "http_components,https", "jdk,https",
			"simple,https" })
	void goesThroughTheProxyOfTheJvm(String kind, String scheme) throws Exception {
		BlockingQueue<String> asked = new LinkedBlockingQueue<>();
		try (ServerSocket proxy = new ServerSocket(0, 1, LOOPBACK.getAddress())) {
			CompletableFuture.runAsync(() -> asked.add(refuse(proxy)));
			System.setProperty(scheme + ".proxyHost", "127.0.0.1");
			System.setProperty(scheme + ".proxyPort", Integer.toString(proxy.getLocalPort()));
			this.contextRunner
				.withPropertyValues("spring.http.clients.imperative.factory=" + kind,
						"wechatpay.client.base-url=" + scheme + "://wechatpay.example",
						"wechatpay.client.retry.enabled=false")
				.run((context) -> assertThatExceptionOfType(WechatPayException.class)
					.isThrownBy(() -> ConfiguredWechatPay.send(context)));
			assertThat(asked.poll(30, TimeUnit.SECONDS)).startsWith(
					("https".equals(scheme)) ? "CONNECT wechatpay.example:443 " : "POST http://wechatpay.example/v3/");
		}
		finally {
			System.clearProperty(scheme + ".proxyHost");
			System.clearProperty(scheme + ".proxyPort");
		}
	}

	private static String refuse(ServerSocket proxy) {
		try (Socket socket = proxy.accept()) {
			String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
				.readLine();
			socket.getOutputStream()
				.write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
			return line;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
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
		HttpServer server = HttpServer.create(LOOPBACK, 0);
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
