package io.github.wechatpayspring.endtoend.notifications;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.NotifiedApplication;
import io.github.wechatpayspring.endtoend.NotifiedApplication.Stack;
import io.github.wechatpayspring.simulator.CallbackReceiver;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.PlatformKeyMode;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Strangers send what looks like notifications, more at once than the server has threads,
 * while WeChat Pay does not respond.
 */
@Timeout(100)
class NotificationPressureTests {

	private static final int FORGERIES = 60;

	// whoever waited for it would wait longer than the test
	private static final Fault HANGING = Fault.delay(Duration.ofMinutes(10));

	private static final List<String> PROPERTIES = List.of("server.tomcat.threads.max=5",
			"wechatpay.client.read-timeout=10m");

	private final WechatPaySimulator wechatPay = WechatPaySimulator.builder()
		.platformKeys(PlatformKeyMode.CERTIFICATE)
		.stocks(CouponApplication.stocks())
		.start();

	@AfterEach
	void stop() {
		this.wechatPay.close();
	}

	@ParameterizedTest
	@EnumSource(Stack.class)
	void takesTheGenuineOneWhileStrangersNameKeysThatNobodyKnows(Stack stack) {
		try (NotifiedApplication application = NotifiedApplication.start(this.wechatPay, stack, PROPERTIES)) {
			CallbackReceiver.Received notification = application.intercept();
			this.wechatPay.inject(HANGING.on(Operation.CERTIFICATE_DOWNLOAD).always());
			List<CompletableFuture<HttpResponse<String>>> forgeries = IntStream.range(0, FORGERIES)
				.mapToObj((i) -> application.postAsync(notification,
						Map.of("Wechatpay-Serial", "5157F09EFDC096DE15EBE81A47057A72%08X".formatted(i)),
						BodyPublishers.ofByteArray(notification.body())))
				.toList();
			assertThat(application.post(notification, notification.body()).statusCode()).isEqualTo(204);
			assertThat(forgeries).allSatisfy((forgery) -> assertThat(forgery.join().statusCode()).isEqualTo(401));
			assertThat(application.listener().used()).hasSize(1);
			assertThat(downloads()).as("the first, and one for all of them").isLessThanOrEqualTo(2);
			this.wechatPay.close();
		}
	}

	@ParameterizedTest
	@EnumSource(value = Stack.class, names = { "MVC", "WEBFLUX_ON_NETTY" })
	void respondsAtOnceWhileItHasNoCertificateYet(Stack stack) {
		CallbackReceiver.Received notification;
		try (NotifiedApplication former = NotifiedApplication.start(this.wechatPay, stack, PROPERTIES)) {
			notification = former.intercept();
		}
		this.wechatPay.inject(HANGING.on(Operation.CERTIFICATE_DOWNLOAD).always());
		try (NotifiedApplication application = NotifiedApplication.start(this.wechatPay, stack, PROPERTIES)) {
			List<CompletableFuture<HttpResponse<String>>> deliveries = IntStream.range(0, FORGERIES)
				.mapToObj((i) -> application.postAsync(notification, notification.body()))
				.toList();
			assertThat(deliveries)
				.allSatisfy((delivery) -> assertThat(delivery.join()).returns(500, HttpResponse::statusCode)
					.returns("{\"code\":\"FAIL\",\"message\":\"Cannot be verified now, send it again\"}",
							HttpResponse::body));
			this.wechatPay.close();
		}
	}

	@ParameterizedTest
	@EnumSource(Stack.class)
	void respondsBeforeTheBodyToWhatIsNoNotificationByItsHeaders(Stack stack) throws IOException {
		try (NotifiedApplication application = NotifiedApplication.start(this.wechatPay, stack, List.of())) {
			CallbackReceiver.Received notification = application.intercept();
			assertThat(status(application, notification, "Wechatpay-Signature", null)).isEqualTo(401);
			assertThat(status(application, notification, "Wechatpay-Timestamp", "1700000000")).isEqualTo(401);
			assertThat(status(application, notification, "Wechatpay-Serial", "5157F09E")).isEqualTo(401);
			assertThat(status(application, notification, "Content-Length", "3000000")).isEqualTo(413);
		}
	}

	@ParameterizedTest
	@EnumSource(value = Stack.class, names = { "WEBFLUX_ON_NETTY", "WEBFLUX_ON_TOMCAT" })
	void doesNotKeepTheBeginningOfABodyForever(Stack stack) throws IOException {
		try (NotifiedApplication application = NotifiedApplication.start(this.wechatPay, stack,
				List.of("wechatpay.notification.timeout=1s"))) {
			CallbackReceiver.Received notification = application.intercept();
			assertThat(status(application, notification, "Content-Type", "application/json")).isEqualTo(408);
			assertThat(application.post(notification, notification.body()).statusCode()).isEqualTo(204);
		}
	}

	// of the body that is promised only the first byte is sent
	private static int status(NotifiedApplication application, CallbackReceiver.Received notification, String header,
			String value) throws IOException {
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.put("Content-Length", "2000000");
		Stream.of("Signature", "Timestamp", "Nonce", "Serial")
			.map((name) -> "Wechatpay-" + name)
			.forEach((name) -> headers.put(name, notification.header(name)));
		headers.compute(header, (name, former) -> value);
		String head = headers.entrySet()
			.stream()
			.map((each) -> each.getKey() + ": " + each.getValue() + "\r\n")
			.collect(Collectors.joining("", "POST " + NotifiedApplication.PATH + " HTTP/1.1\r\nHost: localhost\r\n",
					"\r\n{"));
		try (Socket socket = new Socket("127.0.0.1", application.url().getPort())) {
			socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
			socket.getOutputStream().flush();
			String statusLine = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
				.readLine();
			return Integer.parseInt(statusLine.split(" ")[1]);
		}
	}

	private long downloads() {
		return this.wechatPay.requests()
			.stream()
			.filter((request) -> request.path().startsWith("/v3/certificates"))
			.count();
	}

}
