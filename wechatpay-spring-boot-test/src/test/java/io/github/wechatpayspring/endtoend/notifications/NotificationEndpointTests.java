package io.github.wechatpayspring.endtoend.notifications;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.NotifiedApplication;
import io.github.wechatpayspring.endtoend.NotifiedApplication.Stack;
import io.github.wechatpayspring.notification.CouponUsedNotification;
import io.github.wechatpayspring.notification.NotificationStore;
import io.github.wechatpayspring.notification.delivery.InMemoryNotificationStore;
import io.github.wechatpayspring.notification.delivery.NotificationReceiver;
import io.github.wechatpayspring.simulator.CallbackAttempt;
import io.github.wechatpayspring.simulator.CallbackReceiver;
import io.github.wechatpayspring.simulator.PlatformKeyMode;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A merchant's application with an endpoint, on each web framework and server.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class NotificationEndpointTests {

	private static final WechatPaySimulator wechatPay = WechatPaySimulator.builder()
		.stocks(CouponApplication.stocks())
		.start();

	private static final Map<Stack, NotifiedApplication> applications = new EnumMap<>(Stack.class);

	private NotifiedApplication application;

	@AfterEach
	void reset() {
		wechatPay.reset();
		if (!applications.containsValue(this.application)) {
			this.application.close();
		}
	}

	@AfterAll
	static void stop() {
		applications.values().forEach(NotifiedApplication::close);
		wechatPay.close();
	}

	@ParameterizedTest
	@EnumSource(Stack.class)
	void publishesANotificationOnceHoweverOftenItArrives(Stack stack) {
		start(stack);
		double handled = count("HANDLED", "COUPON.USE");
		double repeated = count("REPEATED", "COUPON.USE");
		String coupon = this.application.issue("1");
		wechatPay.redeem(coupon);
		CallbackAttempt first = attempts().get(0);
		assertThat(first.status()).isEqualTo(204);
		assertThat(wechatPay.callbacks().duplicate(first.notificationId()).status()).isEqualTo(204);
		assertThat(wechatPay.callbacks().duplicate(first.notificationId()).status()).isEqualTo(204);
		assertThat(used()).extracting(CouponUsedNotification::couponId).containsExactly(coupon);
		assertThat(count("HANDLED", "COUPON.USE")).isEqualTo(handled + 1);
		assertThat(count("REPEATED", "COUPON.USE")).isEqualTo(repeated + 2);
	}

	@ParameterizedTest
	@EnumSource(Stack.class)
	void publishesOneOfSeveralDeliveriesAtOnce(Stack stack) {
		start(stack);
		CallbackReceiver.Received notification = this.application.intercept();
		CountDownLatch others = new CountDownLatch(7);
		this.application.listener().work(() -> await(others));
		List<CompletableFuture<HttpResponse<String>>> responses = Stream
			.generate(() -> this.application.postAsync(notification, notification.body()))
			.limit(8)
			.toList();
		responses.forEach((response) -> response.thenRun(others::countDown));
		List<Integer> statuses = responses.stream().map((response) -> response.join().statusCode()).sorted().toList();
		assertThat(statuses).containsExactly(204, 500, 500, 500, 500, 500, 500, 500);
		assertThat(used()).hasSize(1);
		assertThat(this.application.post(notification, notification.body()).statusCode()).isEqualTo(204);
		assertThat(used()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(Stack.class)
	void asksForANotificationAgainIfTheListenerFailed(Stack stack, CapturedOutput output) {
		start(stack);
		this.application.listener().work(() -> {
			throw new IllegalStateException("planted failure");
		});
		String coupon = this.application.issue("1");
		wechatPay.redeem(coupon);
		assertThat(attempts()).singleElement().returns(500, CallbackAttempt::status);
		assertThat(output).contains("ERROR", attempts().get(0).notificationId(), "planted failure");
		this.application.listener().work(() -> {
		});
		assertThat(wechatPay.callbacks().redeliver().status()).isEqualTo(204);
		assertThat(used()).extracting(CouponUsedNotification::couponId).containsExactly(coupon);
	}

	@ParameterizedTest
	@EnumSource(Stack.class)
	void refusesAProbeQuietlyAndTakesTheNotificationAfterIt(Stack stack, CapturedOutput output) {
		start(stack);
		this.application.listener().work(() -> {
			throw new IllegalStateException("planted failure");
		});
		wechatPay.redeem(this.application.issue("1"));
		String id = attempts().get(0).notificationId();
		this.application.listener().work(() -> {
		});
		double probes = count("PROBE", "none");
		int before = output.toString().length();
		assertThat(wechatPay.callbacks().probe(id).status()).isEqualTo(401);
		assertThat(output.toString().substring(before)).doesNotContain("WARN", "ERROR", "INFO");
		assertThat(used()).isEmpty();
		assertThat(wechatPay.callbacks().redeliver().status()).isEqualTo(204);
		assertThat(used()).hasSize(1);
		assertThat(count("PROBE", "none")).isEqualTo(probes + 1);
	}

	@ParameterizedTest
	@EnumSource(value = Stack.class, names = { "MVC", "WEBFLUX_ON_NETTY" })
	void respondsInTimeWhileAListenerGoesOn(Stack stack, CapturedOutput output) {
		start(stack, "wechatpay.notification.timeout=200ms");
		CountDownLatch release = new CountDownLatch(1);
		this.application.listener().work(() -> await(release));
		wechatPay.redeem(this.application.issue("1"));
		assertThat(attempts()).singleElement().returns(500, CallbackAttempt::status);
		assertThat(output).contains("WARN", "has been in hand for PT0.2S");
		assertThat(wechatPay.callbacks().redeliver().status()).isEqualTo(500);
		release.countDown();
		// it may take a moment from the end of the listener until it is remembered
		while (!attempts().get(attempts().size() - 1).isAccepted()) {
			wechatPay.callbacks().redeliver();
		}
		assertThat(used()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(Stack.class)
	void refusesABodyThatWasChangedOnItsWay(Stack stack, CapturedOutput output) {
		start(stack);
		CallbackReceiver.Received notification = this.application.intercept();
		String body = new String(notification.body(), StandardCharsets.UTF_8);
		for (String changed : List.of(body.replace("COUPON.USE", "COUPON.USA"), body + " ", "", "{}")) {
			HttpResponse<String> response = this.application.post(notification,
					changed.getBytes(StandardCharsets.UTF_8));
			assertThat(response.statusCode()).isEqualTo(401);
			assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
			assertThat(response.body()).isEqualTo("{\"code\":\"FAIL\",\"message\":\"The signature is wrong\"}");
		}
		assertThat(used()).isEmpty();
		assertThat(output.toString().lines().filter((line) -> line.contains("WARN"))).hasSizeLessThanOrEqualTo(1);
		assertThat(this.application.post(notification, notification.body()).statusCode()).isEqualTo(204);
	}

	@ParameterizedTest
	@EnumSource(Stack.class)
	void respondsToNothingButPosts(Stack stack) throws IOException, InterruptedException {
		start(stack);
		for (String method : List.of("GET", "PUT", "DELETE", "HEAD")) {
			HttpResponse<String> response = this.application.send(method);
			assertThat(response.statusCode()).isEqualTo(405);
			assertThat(response.headers().firstValue("Allow")).hasValue("POST");
		}
	}

	@ParameterizedTest
	@EnumSource(Stack.class)
	void readsNoMoreThanANotificationMayHave(Stack stack) {
		start(stack);
		CallbackReceiver.Received notification = this.application.intercept();
		byte[] body = Arrays.copyOf(notification.body(), NotificationReceiver.MAXIMUM_BODY_SIZE + 1);
		assertThat(this.application.post(notification, body).statusCode()).isEqualTo(413);
		body = Arrays.copyOf(notification.body(), NotificationReceiver.MAXIMUM_BODY_SIZE);
		assertThat(this.application.post(notification, body).statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource({ "MVC, server.servlet.context-path=/base", "MVC, spring.mvc.servlet.path=/base",
			"WEBFLUX_ON_NETTY, spring.webflux.base-path=/base" })
	void isBelowTheBasePathOfTheApplication(Stack stack, String property) {
		start(stack, property);
		assertThat(this.application.url().getPath()).isEqualTo("/base/wechatpay/notify");
		wechatPay.redeem(this.application.issue("1"));
		assertThat(attempts()).singleElement().returns(204, CallbackAttempt::status);
		assertThat(used()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(value = Stack.class, names = { "MVC", "WEBFLUX_ON_NETTY" })
	void verifiesAndHandlesOnThreadsThatMayBlock(Stack stack) {
		start(stack, "wechatpay.client.read-timeout=10s", ObservedStoreConfiguration.class);
		CallbackReceiver.Received notification = this.application.intercept();
		Set<Boolean> handlers = ConcurrentHashMap.newKeySet();
		this.application.listener().work(() -> handlers.add(Schedulers.isInNonBlockingThread()));
		assertThat(this.application.post(notification, notification.body()).statusCode()).isEqualTo(204);
		assertThat(handlers).containsOnly(false);
		assertThat(this.application.context().getBean(ObservedStore.class).claimers).singleElement()
			.satisfies((thread) -> assertThat(thread.startsWith("boundedElastic-")).isEqualTo(stack.isReactive()));
	}

	@ParameterizedTest
	@EnumSource(value = Stack.class, names = { "MVC", "WEBFLUX_ON_NETTY" })
	void downloadsTheCertificateThatSigned(Stack stack) {
		try (WechatPaySimulator certified = WechatPaySimulator.builder()
			.platformKeys(PlatformKeyMode.CERTIFICATE)
			.stocks(CouponApplication.stocks())
			.start()) {
			this.application = NotifiedApplication.start(certified, stack, List.of());
			CallbackReceiver.Received notification = this.application.intercept();
			try (NotifiedApplication fresh = NotifiedApplication.start(certified, stack, List.of())) {
				// nobody waits for the download, the next delivery finds it done
				assertThat(fresh.post(notification, notification.body()).statusCode()).isEqualTo(500);
				int status = 0;
				while (status != 204) {
					status = fresh.post(notification, notification.body()).statusCode();
					assertThat(status).isIn(204, 500);
				}
				assertThat(fresh.listener().used()).hasSize(1);
			}
		}
	}

	@Test
	void isOutOfReachOfTheConvertersAndInterceptorsOfTheApplication() {
		start(Stack.MVC, "wechatpay.client.read-timeout=10s", UnhelpfulConfiguration.class);
		wechatPay.redeem(this.application.issue("1"));
		assertThat(attempts()).singleElement().returns(204, CallbackAttempt::status);
		assertThat(wechatPay.callbacks().probe(attempts().get(0).notificationId()).status()).isEqualTo(401);
	}

	@ParameterizedTest
	@EnumSource(Stack.class)
	void isMeasuredUnderItsPath(Stack stack) {
		start(stack);
		wechatPay.redeem(this.application.issue("1"));
		attempts();
		assertThat(this.application.context()
			.getBean(MeterRegistry.class)
			.get("http.server.requests")
			.tag("uri", NotifiedApplication.PATH)
			.timers()).isNotEmpty();
	}

	// as starting one takes seconds, tests share those without properties of their own
	private void start(Stack stack) {
		this.application = applications.computeIfAbsent(stack,
				(missing) -> NotifiedApplication.start(wechatPay, stack, List.of()));
		this.application.reset();
	}

	private void start(Stack stack, String property, Class<?>... configurations) {
		this.application = NotifiedApplication.start(wechatPay, stack, List.of(property), configurations);
	}

	private List<CallbackAttempt> attempts() {
		return wechatPay.callbacks().awaitAttempts();
	}

	private List<CouponUsedNotification> used() {
		return this.application.listener().used();
	}

	private double count(String outcome, String type) {
		return this.application.context()
			.getBean(MeterRegistry.class)
			.counter("wechatpay.notifications", "merchant", "default", "outcome", outcome, "type", type)
			.count();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class ObservedStoreConfiguration {

		@Bean
		ObservedStore observedStore() {
			return new ObservedStore();
		}

	}

	static class ObservedStore implements NotificationStore {

		private final NotificationStore delegate = new InMemoryNotificationStore(Clock.systemUTC());

		private final Set<String> claimers = ConcurrentHashMap.newKeySet();

		@Override
		public ClaimResult claim(Claim claim) {
			this.claimers.add(Thread.currentThread().getName());
			return this.delegate.claim(claim);
		}

		@Override
		public boolean handled(Claim claim) {
			return this.delegate.handled(claim);
		}

		@Override
		public void release(Claim claim) {
			this.delegate.release(claim);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UnhelpfulConfiguration implements WebMvcConfigurer {

		@Override
		public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
			builder.disableDefaults();
		}

		@Override
		public void addInterceptors(InterceptorRegistry registry) {
			registry.addInterceptor(new HandlerInterceptor() {
				@Override
				public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
					response.setStatus(HttpServletResponse.SC_FORBIDDEN);
					return false;
				}
			});
		}

	}

}
