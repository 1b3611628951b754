package io.github.wechatpayspring.key.pem;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wechatpayspring.FuzzInput;
import io.github.wechatpayspring.key.InvalidKeyMaterialException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever stands where a serial number belongs.
 */
class SerialNumberFuzzTests {

	@FuzzTest
	void isNormalizedOnceAndForAllOrRefused(byte[] input) {
		String text = new String(input, StandardCharsets.UTF_8);
		SerialNumber serialNumber;
		try {
			serialNumber = SerialNumber.parse(text);
		}
		catch (InvalidKeyMaterialException ex) {
			FuzzInput.assertPrintable(ex.getMessage(), 300);
			return;
		}
		String value = serialNumber.value();
		assertThat(text.strip()).isASCII();
		assertThat(value).matches("([0-9A-F]{2}){1,20}");
		assertThat(SerialNumber.parse(value)).isEqualTo(serialNumber);
		assertThat(SerialNumber.parse(value.toLowerCase(Locale.ROOT).replaceAll("..(?!$)", "$0:")))
			.isEqualTo(serialNumber);
	}

}
