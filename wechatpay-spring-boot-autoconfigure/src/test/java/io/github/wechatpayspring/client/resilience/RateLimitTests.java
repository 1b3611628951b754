package io.github.wechatpayspring.client.resilience;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RateLimit}.
 */
class RateLimitTests {

	@Test
	void readsCallsAndUnit() {
		assertThat(RateLimit.of("500/s")).isEqualTo(new RateLimit(500, Duration.ofSeconds(1)));
		assertThat(RateLimit.of(" 1000 / min ")).isEqualTo(new RateLimit(1000, Duration.ofMinutes(1)));
		assertThat(RateLimit.of("5/h")).isEqualTo(new RateLimit(5, Duration.ofHours(1)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "500/s", "1000/min", "5/h" })
	void writesWhatItReads(String text) {
		assertThat(RateLimit.of(text)).hasToString(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "500", "0/s", "-1/s", "500/sec", "1.5/s", "99999999999/s" })
	void saysHowALimitIsWritten(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> RateLimit.of(text))
			.withMessage("a rate limit is written as \"500/s\", \"1000/min\" or \"600/h\", but is \"%s\"", text);
	}

}
