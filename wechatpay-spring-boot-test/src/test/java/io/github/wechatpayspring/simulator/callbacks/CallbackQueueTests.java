package io.github.wechatpayspring.simulator.callbacks;

import java.time.Duration;
import java.util.stream.LongStream;

import io.github.wechatpayspring.simulator.CallbackSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallbackQueueTests {

	@Test
	void callsOnceAMinuteUnlessToldOtherwise() {
		CallbackSettings settings = CallbackSettings.defaults();
		assertThat(CallbackEvent.COUPON_USE.retries(settings)).hasSize(8).containsOnly(Duration.ofSeconds(60));
		assertThat(CallbackEvent.COUPON_SEND.retries(settings)).hasSize(10).containsOnly(Duration.ofSeconds(60));
		assertThat(settings.timeLimit()).isEqualTo(Duration.ofSeconds(5));
		assertThat(CallbackEvent.COUPON_SEND.retries(settings.withRetries(Duration.ZERO)))
			.containsExactly(Duration.ZERO);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "30, 3", "50, 5", "100, 10" })
	void spreadsTheSignaturesOfThePublicKey(int percentage, long expected) {
		assertThat(LongStream.rangeClosed(1, 10)
			.filter((number) -> CallbackQueue.isPublicKeyDue(number, percentage))
			.count()).isEqualTo(expected);
	}

}
