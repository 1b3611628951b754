package io.github.wechatpayspring.client.resilience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wechatpayspring.WechatPayLimitException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OneAtATimeInterceptor}.
 */
class OneAtATimeInterceptorTests {

	private final ExecutorService callers = Executors.newCachedThreadPool();

	private final OneAtATimeInterceptor interceptor = new OneAtATimeInterceptor(Duration.ofSeconds(60));

	@AfterEach
	void stopCallers() {
		this.callers.shutdownNow();
	}

	@Test
	void letsOneCallPerUserAndStockThroughAtATime() {
		AtomicInteger inFlight = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		List<CompletableFuture<Void>> calls = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			calls.add(start("oUpF8", "9865000", (request, body) -> {
				most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
				Thread.yield();
				inFlight.decrementAndGet();
				return new MockClientHttpResponse();
			}));
		}
		calls.forEach(CompletableFuture::join);
		assertThat(most).hasValue(1);
	}

	@Test
	void letsOtherUsersAndStocksThroughMeanwhile() {
		CountDownLatch together = new CountDownLatch(3);
		ClientHttpRequestExecution meeting = (request, body) -> {
			together.countDown();
			await(together);
			return new MockClientHttpResponse();
		};
		CompletableFuture
			.allOf(start("oUpF8", "9865000", meeting), start("oUpF9", "9865000", meeting),
					start("oUpF8", "9865001", meeting))
			.join();
	}

	@Test
	void refusesACallThatWaitedTooLong() throws IOException {
		OneAtATimeInterceptor impatient = new OneAtATimeInterceptor(Duration.ofMillis(1));
		call(impatient, "oUpF8", "9865000", (request, body) -> {
			assertThatExceptionOfType(WechatPayLimitException.class)
				.isThrownBy(() -> call(impatient, "oUpF8", "9865000", (other, none) -> new MockClientHttpResponse()))
				.withMessageStartingWith("Nothing was sent: another favor-send to the same user")
				.withMessageNotContaining("oUpF8")
				.satisfies((ex) -> assertThat(ex.outRequestNo()).isEqualTo("1"));
			return new MockClientHttpResponse();
		});
	}

	@Test
	void saysNothingOfATimeThatItDidNotWait() throws IOException {
		call(this.interceptor, "oUpF8", "9865000", (request, body) -> {
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(WechatPayLimitException.class)
				.isThrownBy(
						() -> call(this.interceptor, "oUpF8", "9865000", (other, none) -> new MockClientHttpResponse()))
				.withMessage(
						"Nothing was sent: interrupted while another favor-send to the same user from the same stock was in flight");
			assertThat(Thread.interrupted()).as("interrupted").isTrue();
			return new MockClientHttpResponse();
		});
	}

	@Test
	void remembersNoUserWhoseCallHasEnded() throws IOException {
		call(this.interceptor, "oUpF8", "9865000", (request, body) -> new MockClientHttpResponse());
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> call(this.interceptor, "oUpF8", "9865000", (request, body) -> {
				throw new IOException();
			}));
		assertThat(this.interceptor).extracting("turns").asInstanceOf(InstanceOfAssertFactories.MAP).isEmpty();
	}

	private CompletableFuture<Void> start(String openid, String stockId, ClientHttpRequestExecution execution) {
		return CompletableFuture.runAsync(() -> {
			try {
				call(this.interceptor, openid, stockId, execution);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}, this.callers);
	}

	private static void call(OneAtATimeInterceptor interceptor, String openid, String stockId,
			ClientHttpRequestExecution execution) throws IOException {
		HttpRequest request = new MockClientHttpRequest(HttpMethod.POST, URI.create("https://example.com/v3/x"));
		CallOptions.sending("favor-send", "1", openid, stockId).accept(request.getAttributes());
		interceptor.intercept(request, new byte[0], execution);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
