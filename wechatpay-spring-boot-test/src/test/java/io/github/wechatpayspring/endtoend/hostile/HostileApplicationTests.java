package io.github.wechatpayspring.endtoend.hostile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.consumercard.ConsumerCardService;
import io.github.wechatpayspring.diagnosis.DiagnosticStatus;
import io.github.wechatpayspring.diagnosis.WechatPayDiagnostics;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.RawServer;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.productcoupon.ProductCouponService;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application full of beans that would break calls to WeChat Pay if they could reach
 * them: calls, encryption, timeouts and outcomes are as without them.
 */
class HostileApplicationTests {

	private static WechatPaySimulator wechatPay;

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		wechatPay = WechatPaySimulator.builder().stocks(CouponApplication.stocks()).start();
		application = start("wechatpay.client.retry.initial-delay=1ms");
	}

	@BeforeEach
	void reset() {
		wechatPay.reset();
	}

	@AfterAll
	static void stop() {
		application.close();
		wechatPay.close();
	}

	@Test
	void callsAreMadeAsWithoutThoseBeans() {
		String favor = bean(FavorCouponService.class).send(CouponApplication.favor("1").build()).couponId();
		String gold = bean(MultiuseService.class).send(CouponApplication.multiuse("2").build()).couponId();
		String product = bean(ProductCouponService.class).send(CouponApplication.product("3").build()).couponCode();
		String card = bean(ConsumerCardService.class).send(CouponApplication.card("4").build()).cardCode();
		assertThat(bean(FavorCouponService.class).list(CouponApplication.list().build()).totalCount()).isEqualTo(1);
		assertThat(wechatPay.issuedCoupons()).extracting(IssuedCoupon::id)
			.containsExactlyInAnyOrder(favor, gold, product, card);
		assertThat(wechatPay.requests()).hasSize(5).allSatisfy((request) -> {
			assertThat(request.headers().get("Content-Type")).containsExactly("application/json");
			assertThat(request.headers().get("Accept")).containsExactly("application/json");
		});
		assertThat(bean(HostileApplication.class).observed()).contains("wechatpay.client.requests");
	}

	@Test
	void namesAndIdentityCardNumbersAreEncrypted() {
		bean(MultiuseService.class).send(CouponApplication.multiuse("1").build());
		RecordedRequest request = wechatPay.requests().get(0);
		assertThat(request.bodyAsString()).contains("\"user_name\":", "\"id_card_number\":")
			.doesNotContain(CouponApplication.USER_NAME, CouponApplication.ID_CARD_NUMBER);
	}

	@Test
	void outcomesAreAsWithoutThoseBeans() {
		FavorCouponService favorCoupons = bean(FavorCouponService.class);
		wechatPay.inject(Fault.RESET_AFTER_PROCESSING);
		favorCoupons.send(CouponApplication.favor("1").build());
		assertThat(wechatPay.requests()).hasSize(2);
		assertThat(wechatPay.issuedCoupons()).hasSize(1);
		wechatPay.inject(Fault.BAD_GATEWAY_HTML.always());
		assertThatExceptionOfType(WechatPayException.class)
			.isThrownBy(() -> favorCoupons.send(CouponApplication.favor("2").build()))
			.matches(WechatPayException::isOutcomeUnknown)
			.satisfies((ex) -> assertThat(ex.attempts()).hasSize(4));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http_components", "reactor", "jdk", "simple" })
	void aCallThatIsNotToBeRepeatedIsSentOnce(String kind) {
		String unavailable = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n";
		try (RawServer server = new RawServer(unavailable);
				ConfigurableApplicationContext application = start("wechatpay.client.base-url=" + server.baseUrl(),
						"spring.http.clients.imperative.factory=" + kind)) {
			assertThatExceptionOfType(WechatPayApiException.class)
				.isThrownBy(() -> withoutRetry(application).send(CouponApplication.favor("1").build()))
				.matches((ex) -> ex.statusCode() == 503);
			assertThat(server.take()).isNotNull();
			assertThat(server.take()).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http_components", "reactor", "jdk", "simple" })
	void aCallWhoseConnectionEndsIsSentOnce(String kind) throws IOException {
		AtomicInteger requests = new AtomicInteger();
		try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
				ConfigurableApplicationContext application = start(
						"wechatpay.client.base-url=http://127.0.0.1:" + server.getLocalPort(),
						"spring.http.clients.imperative.factory=" + kind)) {
			Thread acceptor = new Thread(() -> respondOnceOnEachConnection(server, requests));
			acceptor.setDaemon(true);
			acceptor.start();
			FavorCouponService favorCoupons = withoutRetry(application);
			assertThatExceptionOfType(WechatPayApiException.class)
				.isThrownBy(() -> favorCoupons.send(CouponApplication.favor("1").build()));
			assertThatExceptionOfType(WechatPayTransportException.class)
				.isThrownBy(() -> favorCoupons.send(CouponApplication.favor("2").build()))
				.matches(WechatPayException::isOutcomeUnknown);
			assertThat(requests).hasValue(2);
		}
	}

	// as a server does that is restarted: it has read the request that it does not
	// respond to
	private static void respondOnceOnEachConnection(ServerSocket server, AtomicInteger requests) {
		try {
			while (true) {
				try (Socket socket = server.accept()) {
					BufferedReader reader = new BufferedReader(
							new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
					read(reader, requests);
					socket.getOutputStream()
						.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
					read(reader, requests);
				}
			}
		}
		catch (IOException ex) {
			// the test has ended
		}
	}

	private static void read(BufferedReader reader, AtomicInteger requests) throws IOException {
		int length = 0;
		for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
			if (line.toLowerCase().startsWith("content-length:")) {
				length = Integer.parseInt(line.substring(15).strip());
			}
		}
		for (int i = 0; i < length; i++) {
			reader.read();
		}
		requests.addAndGet((length > 0) ? 1 : 0);
	}

	@ParameterizedTest
	@CsvSource({ "http_components,302", "http_components,307", "reactor,307", "jdk,302", "jdk,307", "simple,307" })
	void aRedirectIsNotFollowed(String kind, int status) {
		try (RawServer elsewhere = new RawServer("HTTP/1.1 204 No Content\r\n\r\n");
				RawServer server = new RawServer("HTTP/1.1 %d Moved\r\nLocation: %s/v3/x\r\nContent-Length: 0\r\n\r\n"
					.formatted(status, elsewhere.baseUrl()));
				ConfigurableApplicationContext application = start("wechatpay.client.base-url=" + server.baseUrl(),
						"spring.http.clients.imperative.factory=" + kind)) {
			assertThatExceptionOfType(WechatPayApiException.class)
				.isThrownBy(() -> withoutRetry(application).send(CouponApplication.favor("1").build()))
				.matches((ex) -> ex.statusCode() == status);
			assertThat(elsewhere.take()).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http_components", "reactor", "jdk", "simple" })
	void aCallEndsWithItsTimeout(String kind) throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
				ConfigurableApplicationContext application = start(
						"wechatpay.client.base-url=http://127.0.0.1:" + silent.getLocalPort(),
						"wechatpay.client.read-timeout=300ms", "spring.http.clients.imperative.factory=" + kind)) {
			assertThatExceptionOfType(WechatPayTransportException.class)
				.isThrownBy(() -> withoutRetry(application).send(CouponApplication.favor("1").build()))
				.matches(WechatPayException::isOutcomeUnknown);
		}
	}

	@Test
	void theDiagnosisSaysWhatInterferes() {
		assertThat(bean(WechatPayDiagnostics.class).run()).filteredOn(
				(result) -> result.status() != DiagnosticStatus.PASSED && result.status() != DiagnosticStatus.SKIPPED)
			.singleElement()
			.satisfies((result) -> {
				assertThat(result.name().english()).contains("WechatPayRestClientCustomizer");
				assertThat(result.found().english()).contains("headers that belong to the starter",
						"sends the request again");
			});
	}

	@Test
	void everyClassOfTheLibraryMayHaveANamesakeInTheApplication() {
		Set<String> names = new HashSet<>();
		for (String name : application.getBeanDefinitionNames()) {
			Class<?> type = application.getType(name, false);
			if (type != null && type.getName().startsWith("io.github.wechatpayspring.")
					&& !type.getName().contains(".endtoend.")) {
				names.add(Character.toLowerCase(type.getSimpleName().charAt(0)) + type.getSimpleName().substring(1));
			}
		}
		assertThat(names).contains("favorCouponService", "wechatPayProperties", "keyWatcher", "inFlightCalls");
		names.removeIf(application::containsBeanDefinition);
		try (ConfigurableApplicationContext second = application(List.of(),
				(context) -> names.forEach((name) -> context.registerBean(name, Namesake.class)))) {
			assertThat(second.getBeansOfType(Namesake.class)).hasSameSizeAs(names);
			assertThat(second.getBean(FavorCouponService.class).send(CouponApplication.favor("1").build()).couponId())
				.isNotEmpty();
			assertThat(second.getBean("favorCouponService")).isNotInstanceOf(FavorCouponService.class);
			assertThat(second.getBean("wechatPayClient")).isNotInstanceOf(WechatPayClient.class);
		}
	}

	private static FavorCouponService withoutRetry(ConfigurableApplicationContext application) {
		return application.getBean(FavorCouponService.class).withoutRetry();
	}

	private static <T> T bean(Class<T> type) {
		return application.getBean(type);
	}

	private static ConfigurableApplicationContext start(String... properties) {
		return application(List.of(properties), (context) -> {
		});
	}

	private static ConfigurableApplicationContext application(List<String> properties,
			Consumer<GenericApplicationContext> beans) {
		return new SpringApplicationBuilder(HostileApplication.class)
			.initializers((context) -> beans.accept((GenericApplicationContext) context))
			.properties("spring.main.web-application-type=none", "spring.main.banner-mode=off")
			.run(CouponApplication
				.arguments(Stream.concat(CouponApplication.properties(wechatPay).stream(), properties.stream())));
	}

	/**
	 * Takes the place of a class that the application has.
	 */
	static class Namesake {

	}

}
