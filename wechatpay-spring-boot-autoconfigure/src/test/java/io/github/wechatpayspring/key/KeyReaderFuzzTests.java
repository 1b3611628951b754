package io.github.wechatpayspring.key;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is encoded inside of a PEM file, or stands in a file without PEM.
 */
class KeyReaderFuzzTests {

	private static final KeyPair KEYS = KeyMaterial.rsa();

	private static final KeyPair ELLIPTIC = KeyMaterial.generate("EC", 256);

	@MethodSource("structures")
	@FuzzTest
	void isReadOrRefusedWithoutBeingShown(byte[] der) {
		assertReadOrRefused("PRIVATE KEY", der, PemText::privateKey);
		assertReadOrRefused("RSA PRIVATE KEY", der, PemText::privateKey);
		assertReadOrRefused("PUBLIC KEY", der, PemText::publicKey);
		assertReadOrRefused("RSA PUBLIC KEY", der, PemText::publicKey);
		assertReadOrRefused("CERTIFICATE", der, PemText::certificates);
		PemTextFuzzTests.assertReadOrRefused(der, PemText::certificates);
	}

	static Stream<byte[]> structures() throws Exception {
		return Stream.of(KEYS.getPrivate().getEncoded(), KeyMaterial.pkcs1PrivateKey(KEYS),
				KEYS.getPublic().getEncoded(), KeyMaterial.pkcs1PublicKey(KEYS), ELLIPTIC.getPrivate().getEncoded(),
				ELLIPTIC.getPublic().getEncoded(),
				KeyMaterial
					.x509(KEYS, "1900007291", "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB",
							Instant.parse("2031-01-01T00:00:00Z"))
					.getEncoded());
	}

	private static void assertReadOrRefused(String label, byte[] der, Function<PemText, Object> reader) {
		PemTextFuzzTests.assertReadOrRefused(KeyMaterial.pem(label, der).getBytes(StandardCharsets.UTF_8), reader);
	}

}
