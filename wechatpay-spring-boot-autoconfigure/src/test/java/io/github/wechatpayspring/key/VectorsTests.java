package io.github.wechatpayspring.key;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import io.github.wechatpayspring.key.Vectors.Vector;
import io.github.wechatpayspring.key.pem.PemText;
import io.github.wechatpayspring.key.platform.PlatformKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class VectorsTests {

	private static final Vectors VECTORS = Vectors.load();

	private final PlatformKey key = new PlatformKey("documentation", PemText.of(VECTORS.publicKey()).publicKey());

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void verifiesPublishedSignatures(Vector vector) {
		byte[] message = vector.message().getBytes(StandardCharsets.UTF_8);
		byte[] signature = Base64.getDecoder().decode(vector.signature());
		assertThat(message).hasSize(vector.messageLength());
		assertThat(this.key.verifies(message, signature)).isTrue();
		message[message.length - 2] ^= 1;
		assertThat(this.key.verifies(message, signature)).isFalse();
	}

	static List<Vector> verifiesPublishedSignatures() {
		return VECTORS.ofKind("request", "response-or-callback");
	}

	@Test
	void verifiesTheResponseOfTheDocumentation() {
		Vector response = VECTORS.docResponse();
		byte[] message = response.message().getBytes(StandardCharsets.UTF_8);
		byte[] signature = Base64.getDecoder().decode(response.signature());
		PlatformKey own = new PlatformKey("response", PemText.of(response.publicKey()).publicKey());
		assertThat(own.verifies(message, signature)).isTrue();
		assertThat(this.key.verifies(message, signature)).isFalse();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void decryptsPublishedCiphertexts(Vector vector) {
		AeadCipher cipher = AeadCipher.of(vector.apiV3Key());
		assertThat(decrypt(cipher, vector)).isEqualTo(vector.plaintext());
	}

	static List<Vector> decryptsPublishedCiphertexts() {
		return VECTORS.ofKind("aead", "aead-sm4");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("decryptsPublishedCiphertexts")
	void saysThatAnotherKeyDoesNotMatch(Vector vector) {
		AeadCipher cipher = AeadCipher.of("0123456789abcdef0123456789abcdef");
		assertThatExceptionOfType(DecryptionException.class).isThrownBy(() -> decrypt(cipher, vector))
			.withMessageContaining("API v3 key")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("0123456789abcdef"));
	}

	@Test
	void holdsVectorsOfEveryKind() {
		assertThat(VECTORS.vectors())
			.hasSize(verifiesPublishedSignatures().size() + decryptsPublishedCiphertexts().size());
		assertThat(VECTORS.ofKind("request")).hasSize(9);
		assertThat(VECTORS.ofKind("aead-sm4")).hasSize(1);
	}

	private String decrypt(AeadCipher cipher, Vector vector) {
		AeadAlgorithm algorithm = vector.kind().equals("aead-sm4") ? AeadAlgorithm.SM4_GCM : AeadAlgorithm.AES_256_GCM;
		byte[] plaintext = cipher.decrypt(algorithm, vector.nonce().getBytes(StandardCharsets.UTF_8),
				vector.associatedData().getBytes(StandardCharsets.UTF_8),
				Base64.getDecoder().decode(vector.ciphertext()));
		return new String(plaintext, StandardCharsets.UTF_8);
	}

}
