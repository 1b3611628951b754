package io.github.wechatpayspring.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AeadCipherTests {

	private static final String KEY = "a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb";

	@ParameterizedTest
	@ValueSource(strings = { "a7cde1ZJB1kG2e7VfTs3jQzaWizur8G", "a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb1",
			"a7cde1ZJB1kG2e7VfTs3jQzaWizur8密" })
	void refusesAKeyThatHasNot32Bytes(String key) {
		int bytes = key.getBytes(StandardCharsets.UTF_8).length;
		assertThatExceptionOfType(InvalidKeyMaterialException.class).isThrownBy(() -> AeadCipher.of(key))
			.satisfies((ex) -> {
				assertThat(ex.found()).startsWith(bytes + " bytes");
				assertThat(ex.getMessage()).doesNotContain("a7cde1");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { KEY + "\n", KEY + "\r\n", " " + KEY, "\uFEFF" + KEY, KEY + "\u00A0", "\u200B" + KEY,
			"a7cde1ZJB1\u200BkG2e7VfTs3jQzaWizur8Gb", "\"" + KEY + "\"", "'" + KEY + "'\n",
			"\uFF41\uFF17cde1ZJB1kG2e7VfTs3jQzaWizur8Gb" })
	void forgivesWhatWasCopiedAlong(String key) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY.getBytes(StandardCharsets.US_ASCII), "AES"),
				new GCMParameterSpec(128, new byte[12]));
		byte[] ciphertext = cipher.doFinal(new byte[] { 1, 2, 3 });
		assertThat(AeadCipher.of(key).decrypt(AeadAlgorithm.AES_256_GCM, new byte[12], new byte[0], ciphertext))
			.containsExactly(1, 2, 3);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			'a7cde1ZJB1 G2e7VfTs3jQzaWizur8Gb', 32 bytes, SPACE (U+0020) at position 11
			'a7cde1ZJB1\u00A0G2e7VfTs3jQzaWizur8Gb', 32 bytes, SPACE (U+0020) at position 11
			'a7cde1ZJB1\tG2e7VfTs3jQzaWizur8Gb', 32 bytes, CHARACTER TABULATION (U+0009) at position 11
			'a7cde1ZJB1kG2e7VfTs3jQzaWizur8密', 33 bytes, CJK UNIFIED IDEOGRAPHS 5BC6 (U+5BC6) at position 31
			'a7cde1ZJB1kG2e7VfTs3jQzaWizur8G ', 31 bytes, instead of 32
			""")
	void saysWhichCharacterCannotBePartOfAKeyAndWhere(String key, String found, String where) {
		assertThatExceptionOfType(InvalidKeyMaterialException.class).isThrownBy(() -> AeadCipher.of(key))
			.satisfies((ex) -> {
				assertThat(ex.found()).contains(found, where);
				assertThat(ex.getMessage()).doesNotContain("a7cde1");
			});
	}

	@Test
	void refusesACiphertextThatIsTooShortAndANonceThatIsEmpty() {
		AeadCipher cipher = AeadCipher.of(KEY);
		assertThatExceptionOfType(DecryptionException.class)
			.isThrownBy(() -> cipher.decrypt(AeadAlgorithm.AES_256_GCM, new byte[12], new byte[0], new byte[15]));
		assertThatExceptionOfType(DecryptionException.class)
			.isThrownBy(() -> cipher.decrypt(AeadAlgorithm.AES_256_GCM, new byte[0], new byte[0], new byte[32]));
	}

	@Test
	void showsNothingSecret() {
		assertThat(AeadCipher.of(KEY)).hasToString("AeadCipher");
	}

}
