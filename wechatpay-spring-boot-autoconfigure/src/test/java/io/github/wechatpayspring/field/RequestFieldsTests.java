package io.github.wechatpayspring.field;

import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RequestFieldsTests {

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "\t\n", "\u3000" })
	void requiredTextsMustNotBeBlank(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.required("stockId", value))
			.withMessage("'stockId' is missing: it must not be blank");
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.required("stockId", value, 20))
			.withMessageContaining("'stockId' is missing");
	}

	@ParameterizedTest
	@MethodSource("halves")
	void textsMustNotHoldHalfOfACharacter(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.required("userName", value))
			.withMessageStartingWith("'userName' holds half of a character");
	}

	// the console cannot print them as names of tests either
	static Stream<Named<String>> halves() {
		return Stream.of(Named.of("first", "a\ud83d"), Named.of("second", "\ude00a"),
				Named.of("swapped", "\ude00\ud83d"));
	}

	@Test
	void lengthsAreCountedInBytes() {
		assertThat(RequestFields.required("appid", "字字a", 7)).isEqualTo("字字a");
		assertThat(RequestFields.required("appid", "😀", 4)).isEqualTo("😀");
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.required("appid", "字字ab", 7))
			.withMessage("'appid' must have at most 7 bytes in UTF-8, but has 8");
	}

	@Test
	void requiredObjectsMustBeThere() {
		Object value = new Object();
		assertThat(RequestFields.required("sendTime", value)).isSameAs(value);
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.required("sendTime", (Object) null))
			.withMessage("'sendTime' is missing: it must be set");
	}

	@Test
	void optionalTextsMayBeLeftOutButNotEmpty() {
		assertThat(RequestFields.optional("appid", null, 3)).isNull();
		assertThat(RequestFields.optional("appid", "abc", 3)).isEqualTo("abc");
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.optional("appid", "", 3));
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.optional("appid", "abcd", 3));
	}

	@ParameterizedTest
	@ValueSource(strings = { ".", ".." })
	void pathSegmentsMustNotLeadElsewhere(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.pathSegment("openid", value, 28))
			.withMessage("'openid' must not consist of dots only");
		assertThat(RequestFields.pathSegment("openid", value + "a", 28)).isEqualTo(value + "a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b", "a.b", "a/b", "中", "a\n", "ａ", "a,b" })
	void requestNumbersHoldNoOtherCharacter(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.requestNumber("outRequestNo", value, 128))
			.withMessage("'outRequestNo' may consist of letters, digits and | _ * - only, but holds another character");
	}

	@Test
	void requestNumbersHoldLettersDigitsAndFourSigns() {
		assertThat(RequestFields.requestNumber("outRequestNo", "aZ09|_*-", 8)).isEqualTo("aZ09|_*-");
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1, Long.MIN_VALUE })
	void amountsMustBePositive(long value) {
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.positive("amount", value))
			.withMessage("'amount' must be greater than 0, but is " + value);
	}

	@Test
	void amountsMayBeLeftOut() {
		assertThat(RequestFields.positive("amount", null)).isNull();
		assertThat(RequestFields.positive("amount", 1L)).isEqualTo(1);
	}

}
