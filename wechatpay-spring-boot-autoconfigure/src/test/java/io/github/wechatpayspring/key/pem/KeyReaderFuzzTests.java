package io.github.wechatpayspring.key.pem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Base64;
import java.util.function.Function;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.wechatpayspring.key.KeyMaterial;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is encoded inside of a PEM file, or stands in a file without PEM.
 */
class KeyReaderFuzzTests {

	private static final KeyPair KEYS = KeyMaterial.rsa();

	private static final KeyPair SM2 = KeyMaterial.sm2();

	private static final KeyPair ELLIPTIC = KeyMaterial.ec();

	@MethodSource("structures")
	@FuzzTest
	void isReadOrRefusedWithoutBeingShown(byte[] der) {
		assertReadOrRefused("PRIVATE KEY", der, PemText::privateKey);
		assertReadOrRefused("RSA PRIVATE KEY", der, PemText::privateKey);
		assertReadOrRefused("EC PRIVATE KEY", der, PemText::privateKey);
		assertReadOrRefused("PUBLIC KEY", der, PemText::publicKey);
		assertReadOrRefused("RSA PUBLIC KEY", der, PemText::publicKey);
		assertReadOrRefused("CERTIFICATE", der, PemText::certificates);
		PemTextFuzzTests.assertReadOrRefused(der, PemText::certificates);
	}

	static Stream<byte[]> structures() throws IOException {
		AlgorithmIdentifier unusual = new AlgorithmIdentifier(
				new ASN1ObjectIdentifier("1.2" + ".123456789".repeat(20)));
		return Stream.of(KEYS.getPrivate().getEncoded(), KeyMaterial.pkcs1PrivateKey(KEYS),
				KEYS.getPublic().getEncoded(), KeyMaterial.pkcs1PublicKey(KEYS), certificate(KEYS),
				SM2.getPrivate().getEncoded(), KeyMaterial.pkcs1PrivateKey(SM2), SM2.getPublic().getEncoded(),
				certificate(SM2), ELLIPTIC.getPrivate().getEncoded(), ELLIPTIC.getPublic().getEncoded(),
				new SubjectPublicKeyInfo(unusual, new byte[1]).getEncoded(),
				new PrivateKeyInfo(unusual, new DEROctetString(new byte[1])).getEncoded(),
				new SubjectPublicKeyInfo(
						new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, unusual.getAlgorithm()),
						new byte[1])
					.getEncoded());
	}

	private static byte[] certificate(KeyPair keys) {
		String pem = KeyMaterial.certificate(keys, "1900007291", "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB");
		return Base64.getMimeDecoder().decode(pem.replaceAll("-----.*-----", ""));
	}

	private static void assertReadOrRefused(String label, byte[] der, Function<PemText, Object> reader) {
		PemTextFuzzTests.assertReadOrRefused(KeyMaterial.pem(label, der).getBytes(StandardCharsets.UTF_8), reader);
	}

}
