package io.github.wechatpayspring;

import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;

import io.github.wechatpayspring.consumercard.SendConsumerCardRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link OutRequestNo}.
 */
class OutRequestNoTests {

	@Test
	void isTheSameForTheSameKeysForEver() {
		// (printf '\0\0\0\x08double11\0\0\0\x05oUpF8') | sha256sum | cut -c1-32
		assertThat(OutRequestNo.of("double11", "oUpF8")).isEqualTo("1df7f10b0ed899ad39237e9ccfb0b3dc");
	}

	@Test
	void isAnotherForOtherKeys() {
		Set<String> numbers = new HashSet<>();
		for (int i = 0; i < 100_000; i++) {
			numbers.add(OutRequestNo.of("double11", "oUpF8" + i));
		}
		assertThat(numbers).hasSize(100_000);
		assertThat(OutRequestNo.of("a", "bc")).isNotEqualTo(OutRequestNo.of("ab", "c"))
			.isNotEqualTo(OutRequestNo.of("bc", "a"))
			.isNotEqualTo(OutRequestNo.of("abc"));
	}

	@Test
	void isValidEvenWhereTheLimitsAreTightest() {
		String number = OutRequestNo.of("双十一", "oUpF8", "第2张");
		assertThat(number).matches("[0-9a-f]{32}");
		assertThat(SendConsumerCardRequest.builder()
			.openid("oUpF8")
			.cardId("pIJMr5MMiIkO_93VtPyIiEk2DZ4w")
			.outRequestNo(number)
			.sendTime(FakeWechatPay.NOW.atOffset(ZoneOffset.ofHours(8)))
			.build()
			.outRequestNo()).isEqualTo(number);
	}

	@Test
	void refusesToBeForNothing() {
		assertThatIllegalArgumentException().isThrownBy(OutRequestNo::of)
			.withMessage("'keys' must name what the number is for");
		assertThatIllegalArgumentException().isThrownBy(() -> OutRequestNo.of("double11", " "))
			.withMessage("'keys[1]' must have text");
	}

}
