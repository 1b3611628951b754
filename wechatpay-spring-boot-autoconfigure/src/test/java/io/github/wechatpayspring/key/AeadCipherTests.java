package io.github.wechatpayspring.key;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
	@ValueSource(strings = { KEY + "\n", " " + KEY, "a7cde1ZJB1kG2e7VfTs3jQzaWizur8G " })
	void saysThatWhitespaceSurroundsTheKey(String key) {
		assertThatExceptionOfType(InvalidKeyMaterialException.class).isThrownBy(() -> AeadCipher.of(key))
			.satisfies((ex) -> {
				assertThat(ex.found()).contains("bytes", "whitespace");
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
