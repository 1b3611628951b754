package io.github.wechatpayspring.client.resilience;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.github.wechatpayspring.WechatPayLimitException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RateLimitInterceptor}.
 */
class RateLimitInterceptorTests {

	private int sent;

	@Test
	void holdsBackWhatIsBeyondTheLimit() throws IOException {
		RateLimitInterceptor limits = limits("600/h", Duration.ofMillis(1));
		for (int i = 0; i < 12; i++) {
			call(limits, "favor-send");
		}
		assertThatExceptionOfType(WechatPayLimitException.class).isThrownBy(() -> call(limits, "favor-send"))
			.withMessageStartingWith("Nothing was sent: more than 600/h calls of favor-send")
			.withMessageContaining("set wechatpay.client.rate-limit.operations.favor-send");
		assertThat(this.sent).isEqualTo(12);
	}

	@ParameterizedTest
	@CsvSource({ "1/min, 1", "2/min, 1", "3/min, 2", "5/min, 3", "20/min, 3", "100/min, 3", "500/min, 10" })
	void letsSomeOfALimitBeUsedAtOnce(String limit, int atOnce) throws IOException {
		RateLimitInterceptor limits = limits(limit, Duration.ofMillis(1));
		for (int i = 0; i < atOnce; i++) {
			call(limits, "favor-send");
		}
		assertThatExceptionOfType(WechatPayLimitException.class).isThrownBy(() -> call(limits, "favor-send"));
	}

	@Test
	void waitsForItsTurnIfThatComesSoonEnough() throws IOException {
		RateLimitInterceptor limits = limits("100/s", Duration.ofSeconds(30));
		for (int i = 0; i < 25; i++) {
			call(limits, "favor-send");
		}
		assertThat(this.sent).isEqualTo(25);
	}

	@Test
	void leavesOtherCallsAlone() throws IOException {
		RateLimitInterceptor limits = limits("1/h", Duration.ofMillis(1));
		call(limits, "favor-send");
		call(limits, "favor-list");
		call(limits, "favor-list");
		limits.intercept(request(), new byte[0], this::send);
		assertThat(this.sent).isEqualTo(4);
	}

	@Test
	void endsWaitingWhenItIsInterrupted() throws IOException {
		RateLimitInterceptor limits = limits("1/h", Duration.ofHours(2));
		call(limits, "favor-send");
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(WechatPayLimitException.class).isThrownBy(() -> call(limits, "favor-send"))
			.withMessage(
					"Nothing was sent: interrupted while this call of favor-send was held back, as there are more than 1/h");
		assertThat(Thread.interrupted()).as("interrupted").isTrue();
	}

	private static RateLimitInterceptor limits(String limit, Duration maxWait) {
		return new RateLimitInterceptor(Map.of("favor-send", RateLimit.of(limit)), maxWait);
	}

	private void call(RateLimitInterceptor limits, String operation) throws IOException {
		HttpRequest request = request();
		CallOptions.operation(operation).accept(request.getAttributes());
		limits.intercept(request, new byte[0], this::send);
	}

	private MockClientHttpResponse send(HttpRequest request, byte[] body) {
		this.sent++;
		return new MockClientHttpResponse();
	}

	private static HttpRequest request() {
		return new MockClientHttpRequest(HttpMethod.POST, URI.create("https://api.mch.weixin.qq.com/v3/x"));
	}

}
