package io.github.wechatpayspring.client.resilience;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wechatpayspring.WechatPayTransportException;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link InFlightCalls}.
 */
class InFlightCallsTests {

	private final InFlightCalls calls = new InFlightCalls();

	private final AtomicInteger finished = new AtomicInteger();

	@Test
	void letsCallsThroughBeforeTheApplicationHasStarted() throws IOException {
		call((request, body) -> new MockClientHttpResponse());
	}

	@Test
	void finishesAtOnceWhenThereAreNoCalls() {
		this.calls.start();
		assertThat(this.calls.isRunning()).isTrue();
		this.calls.stop(this.finished::incrementAndGet);
		assertThat(this.calls.isRunning()).isFalse();
		assertThat(this.finished).hasValue(1);
	}

	@Test
	void waitsForTheLastCallAndRefusesNewOnes() throws IOException {
		this.calls.start();
		call((request, body) -> {
			call((other, none) -> {
				this.calls.stop(this.finished::incrementAndGet);
				return new MockClientHttpResponse();
			});
			assertThatExceptionOfType(WechatPayTransportException.class)
				.isThrownBy(() -> call((other, none) -> new MockClientHttpResponse()))
				.withMessage("Nothing was sent: the application is shutting down")
				.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isFalse());
			assertThat(this.finished).hasValue(0);
			return new MockClientHttpResponse();
		});
		assertThat(this.finished).hasValue(1);
	}

	@Test
	void letsCallsThroughAgainAfterARestart() throws IOException {
		this.calls.start();
		this.calls.stop(this.finished::incrementAndGet);
		this.calls.start();
		call((request, body) -> new MockClientHttpResponse());
		this.calls.stop(this.finished::incrementAndGet);
		assertThat(this.finished).hasValue(2);
	}

	private void call(ClientHttpRequestExecution execution) throws IOException {
		this.calls.intercept(
				new MockClientHttpRequest(HttpMethod.POST, URI.create("https://api.mch.weixin.qq.com/v3/x")),
				new byte[0], execution);
	}

}
