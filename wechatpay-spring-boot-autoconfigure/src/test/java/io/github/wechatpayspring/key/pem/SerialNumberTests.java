package io.github.wechatpayspring.key.pem;

import java.math.BigInteger;

import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SerialNumberTests {

	private static final String SERIAL = "0C4AEF34B89340881BB2B25226393DC2E47F094B";

	@ParameterizedTest
	@ValueSource(strings = { SERIAL, "0c4aef34b89340881bb2b25226393dc2e47f094b",
			"C4AEF34B89340881BB2B25226393DC2E47F094B", "  0C4AEF34B89340881BB2B25226393DC2E47F094B\n",
			"0x0C4AEF34B89340881BB2B25226393DC2E47F094B", "serial=0C4AEF34B89340881BB2B25226393DC2E47F094B",
			"Serial Number: 0c:4a:ef:34:b8:93:40:88:1b:b2:b2:52:26:39:3d:c2:e4:7f:09:4b",
			"0C 4A EF 34 B8 93 40 88 1B B2 B2 52 26 39 3D C2 E4 7F 09 4B" })
	void readsEveryWayToWriteIt(String text) {
		assertThat(SerialNumber.parse(text).value()).isEqualTo(SERIAL);
	}

	@Test
	void translatesDecimalNumbers() {
		String decimal = new BigInteger(SERIAL, 16).toString();
		assertThatExceptionOfType(InvalidKeyMaterialException.class).isThrownBy(() -> SerialNumber.parse(decimal))
			.satisfies((ex) -> {
				assertThat(ex.found()).contains("decimal");
				assertThat(ex.action()).contains(SERIAL);
			});
	}

	@Test
	void keepsHexNumbersOfDigitsOnly() {
		String digits = "1234567890123456789012345678901234567890";
		assertThat(SerialNumber.parse(digits).value()).isEqualTo(digits);
	}

	@Test
	void refusesTheIdOfAPublicKey() {
		assertThatExceptionOfType(InvalidKeyMaterialException.class)
			.isThrownBy(() -> SerialNumber.parse("PUB_KEY_ID_0117261620242025082900212360003201"))
			.withMessageContaining("PUB_KEY_ID_")
			.withMessageContaining("apiclient_cert.pem");
	}

	@Test
	void refusesOtherTextWithoutPrintingIt() {
		assertThatExceptionOfType(InvalidKeyMaterialException.class)
			.isThrownBy(() -> SerialNumber.parse("a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb"))
			.withMessageContaining("32 characters")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContainIgnoringCase("a7cde1"));
	}

	@Test
	void takesNoOtherCharacterForAHexDigit() {
		// two times f in upper case
		assertThatExceptionOfType(InvalidKeyMaterialException.class).isThrownBy(() -> SerialNumber.parse("\ufb00"))
			.withMessageContaining("not a hex number");
	}

	@ParameterizedTest
	@ValueSource(strings = { "serial=", "0C4AEF34B89340881BB2B25226393DC2E47F094B00" })
	void refusesAWrongNumberOfDigits(String text) {
		assertThatExceptionOfType(InvalidKeyMaterialException.class).isThrownBy(() -> SerialNumber.parse(text))
			.withMessageContaining("hex digits");
	}

	@Test
	void comparesNumbersWithoutLeadingZeros() {
		assertThat(SerialNumber.parse("00C4").isSameNumber(SerialNumber.parse("C4"))).isTrue();
		assertThat(SerialNumber.parse("00C4").isSameNumber(SerialNumber.parse("C5"))).isFalse();
	}

}
