package io.github.wechatpayspring.key.pem;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.function.Function;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wechatpayspring.FuzzInput;
import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.KeyMaterial;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever stands where a PEM file belongs.
 */
class PemTextFuzzTests {

	private static final KeyPair KEYS = KeyMaterial.rsa();

	@MethodSource("files")
	@FuzzTest
	void isReadOrRefusedWithoutBeingShown(byte[] content) {
		assertReadOrRefused(content, PemText::privateKey);
		assertReadOrRefused(content, PemText::publicKey);
		assertReadOrRefused(content, PemText::certificates);
	}

	static Stream<byte[]> files() {
		String certificate = KeyMaterial.certificate(KEYS, "1900007291", "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB");
		return Stream
			.of(KeyMaterial.privateKey(KEYS), KeyMaterial.publicKey(KEYS), certificate,
					KeyMaterial.pem("RSA PRIVATE KEY", KeyMaterial.pkcs1PrivateKey(KEYS)),
					KeyMaterial.privateKey(KEYS).replace("\n", "\\n"))
			.map((text) -> text.getBytes(StandardCharsets.UTF_8));
	}

	static void assertReadOrRefused(byte[] content, Function<PemText, Object> reader) {
		try {
			assertThat(reader.apply(PemText.of(content))).isNotNull();
		}
		catch (InvalidKeyMaterialException ex) {
			FuzzInput.assertPrintable(ex.getMessage(), 400);
			// no more than the name of a block or of an algorithm
			assertThat(ex.getMessage()).doesNotContainPattern("\\S{41}");
			assertThat(ex).hasNoCause();
		}
	}

}
