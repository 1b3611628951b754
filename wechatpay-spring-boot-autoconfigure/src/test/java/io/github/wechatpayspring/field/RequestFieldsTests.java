package io.github.wechatpayspring.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.range("amount", value, 1, Long.MAX_VALUE))
			.withMessage("'amount' must be greater than 0, but is " + value);
	}

	@Test
	void amountsMayBeLeftOut() {
		assertThat(RequestFields.<Long>range("amount", null, 1, Long.MAX_VALUE)).isNull();
		assertThat(RequestFields.range("amount", 1L, 1, Long.MAX_VALUE)).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			0                    | 1000                | 1001 | "'count' must be between 0 and 1000, but is 1001"
			0                    | 9223372036854775807 | -1   | "'count' must not be negative, but is -1"
			-9223372036854775808 | 30                  | 31   | "'count' must be at most 30, but is 31"
			2                    | 9223372036854775807 | 1    | "'count' must be greater than 1, but is 1"
			""")
	void numbersHaveARange(long minimum, long maximum, int value, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.range("count", value, minimum, maximum))
			.withMessage(message);
	}

	@Test
	void charactersAreCountedAsPeopleDo() {
		assertThat(RequestFields.characters("stockName", "券😀", 2, 2)).isEqualTo("券😀");
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.characters("stockName", "券券券", 1, 2))
			.withMessage("'stockName' must have at most 2 characters, but has 3");
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.characters("mchid", "1", 8, 15))
			.withMessage("'mchid' must have 8 to 15 characters, but has 1");
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.characters("mchid", null, 8, 15))
			.withMessageStartingWith("'mchid' is missing");
	}

	@Test
	void textsHaveAForm() {
		assertThat(RequestFields.matching("billDate", "2026-11-20", "\\d{4}-\\d{2}-\\d{2}")).isEqualTo("2026-11-20");
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.matching("billDate", "secret", "\\d{4}"))
			.withMessage("'billDate' does not have the form \\d{4}");
	}

	@Test
	void listsAreCopiedAndHaveASize() {
		List<String> codes = new ArrayList<>(List.of("a"));
		List<String> copy = RequestFields.list("codes", codes, 1, 2);
		codes.add("b");
		assertThat(copy).containsExactly("a");
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.list("codes", List.of(), 1, 2))
			.withMessage("'codes' must have at least 1, but has 0");
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.list("codes", List.of("a", "b", "c"), 1, 2))
			.withMessage("'codes' must have at most 2, but has 3");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RequestFields.list("codes", Arrays.asList("a", null), 1, 2))
			.withMessage("'codes' must not hold null");
		assertThat(RequestFields.optionalList("codes", null, 1, 2)).isNull();
	}

	@Test
	void oneOfSeveralFieldsIsSet() {
		RequestFields.exactlyOneOf("a", null, "b", 1);
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.exactlyOneOf("a", null, "b", null))
			.withMessage("Exactly one of 'a' and 'b' must be set, but none is");
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.exactlyOneOf("a", 1, "b", 1))
			.withMessage("Exactly one of 'a' and 'b' must be set, but more than one is");
	}

	@Test
	void fieldsAreSetTogether() {
		RequestFields.together("a", null, "b", null);
		RequestFields.together("a", 1, "b", 2);
		assertThatIllegalArgumentException().isThrownBy(() -> RequestFields.together("a", 1, "b", null))
			.withMessage("'a' and 'b' must be set together or left out together");
	}

}
