package io.github.wechatpayspring.endtoend.wire;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.wire.HostileServer.Behaviour;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Servers that send a byte now and then, for longer than anybody waits, on each HTTP
 * client.
 */
class DeadlineTests {

	// each sends or waits for half an hour
	private static final Duration LONG_BEFORE_THE_END = Duration.ofSeconds(30);

	private final WechatPaySimulator wechatPay = WechatPaySimulator.start();

	private final HostileServer server = new HostileServer(this.wechatPay.merchant().platformPublicKeyId());

	private final ExecutorService callers = Executors.newCachedThreadPool();

	@AfterEach
	void stop() {
		this.callers.shutdown();
		this.server.close();
		this.wechatPay.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http_components", "jdk", "jetty", "reactor" })
	void endsAnAttemptAtItsDeadline(String httpClient) {
		try (ConfigurableApplicationContext application = start(httpClient, this.server.baseUrl())) {
			// at the same time, since each takes as long as the deadline
			List<CompletableFuture<Void>> dripping = Stream
				.of(Behaviour.DRIPPING_HEADERS, Behaviour.DRIPPING_BODY, Behaviour.DRIPPING_CHUNKS,
						Behaviour.DRIPPING_ERROR)
				.map((behaviour) -> CompletableFuture.runAsync(() -> endsAtTheDeadline(application, behaviour),
						this.callers))
				.toList();
			dripping.forEach(CompletableFuture::join);
			Awaitility.await()
				.atMost(LONG_BEFORE_THE_END)
				.untilAsserted(() -> assertThat(this.server.connections()).isZero());
			endsAtTheDeadline(application, Behaviour.DEAF);
		}
	}

	private static void endsAtTheDeadline(ConfigurableApplicationContext application, Behaviour behaviour) {
		long start = System.nanoTime();
		WechatPayException failure = catchThrowableOfType(WechatPayException.class, () -> call(application, behaviour));
		assertThat(failure).as("%s", behaviour).isNotNull();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).as("%s", behaviour).isLessThan(LONG_BEFORE_THE_END);
		assertThat(failure.isOutcomeUnknown()).as("%s", behaviour).isTrue();
		if (behaviour != Behaviour.DRIPPING_ERROR) {
			assertThat(failure).as("%s", behaviour)
				.hasMessageContaining("the deadline of ")
				.hasMessageContaining("the outcome is unknown");
		}
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http_components", "jdk", "jetty", "reactor" })
	void endsATlsHandshakeAtTheDeadlineAndKnowsThatNothingWasSent(String httpClient) {
		try (ConfigurableApplicationContext application = start(httpClient,
				this.server.baseUrl().replace("http:", "https:"))) {
			long start = System.nanoTime();
			assertThatExceptionOfType(WechatPayTransportException.class)
				.isThrownBy(() -> Call.FAVOR.make(application, CouponApplication.OPENID, "1"))
				// Jetty takes the body before it is connected
				.matches((ex) -> ex.isOutcomeUnknown() == "jetty".equals(httpClient), "is outcome unknown")
				.withMessageContaining("jetty".equals(httpClient) ? "the outcome is unknown" : "nothing was sent");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG_BEFORE_THE_END);
			Awaitility.await()
				.atMost(LONG_BEFORE_THE_END)
				.untilAsserted(() -> assertThat(this.server.connections()).isZero());
		}
	}

	@Test
	void holdsUpNeitherTheNextCouponOfTheSameUserNorTheShutdown() {
		ConfigurableApplicationContext application = start("http_components", this.server.baseUrl());
		CompletableFuture<String> first = Call.FAVOR.makeAsync(application, CouponApplication.OPENID, "1");
		Awaitility.await().until(() -> this.server.connections() > 0);
		CompletableFuture<String> second = Call.FAVOR.makeAsync(application, CouponApplication.OPENID, "2");
		assertThat(first).failsWithin(LONG_BEFORE_THE_END);
		Awaitility.await().atMost(LONG_BEFORE_THE_END).until(() -> this.server.connections() > 0);
		assertThat(CompletableFuture.runAsync(application::close)).succeedsWithin(LONG_BEFORE_THE_END);
		assertThat(second).failsWithin(LONG_BEFORE_THE_END)
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(WechatPayTransportException.class,
					(ex) -> assertThat(ex).hasMessageContaining("the deadline of "));
	}

	private ConfigurableApplicationContext start(String httpClient, String baseUrl) {
		return CouponApplication.start(this.wechatPay, "wechatpay.client.base-url=" + baseUrl,
				"spring.http.clients.imperative.factory=" + httpClient, "wechatpay.client.connect-timeout=500ms",
				"wechatpay.client.read-timeout=1s", "wechatpay.client.retry.enabled=false");
	}

	private static void call(ConfigurableApplicationContext application, Behaviour behaviour) {
		application.getBean("wechatPayRestClient", RestClient.class)
			.post()
			.uri("/v3/hostile/{behaviour}", behaviour)
			.body((behaviour == Behaviour.DEAF) ? new byte[16 * 1024 * 1024] : "{}")
			.retrieve()
			.toBodilessEntity();
	}

}
