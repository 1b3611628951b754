package io.github.wechatpayspring.key.pem;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.key.MerchantKey;
import io.github.wechatpayspring.key.RsaRequestSigner;
import io.github.wechatpayspring.key.VerifyingKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PemTextTests {

	private static final String SERIAL = "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB";

	private static final KeyPair KEYS = KeyMaterial.rsa();

	private static final KeyPair ELLIPTIC = KeyMaterial.generate("EC", 256);

	@ParameterizedTest(name = "{0}")
	@MethodSource("shapes")
	void readsEveryShapeThatATextTakes(String shape, UnaryOperator<String> reshape) {
		assertIsTheKey(PemText.of(reshape.apply(KeyMaterial.privateKey(KEYS))).privateKey());
		assertIsTheKey(PemText.of(reshape.apply(KeyMaterial.publicKey(KEYS))).publicKey());
	}

	static Stream<Arguments> shapes() {
		return Stream.of(shape("as it is", (pem) -> pem), shape("byte order mark", (pem) -> "\uFEFF" + pem),
				shape("CRLF", (pem) -> pem.replace("\n", "\r\n")),
				shape("surrounding spaces", (pem) -> "  \n\t" + pem + "  \n"),
				shape("indented", (pem) -> pem.replace("\n", "\n    ")),
				shape("escapes", (pem) -> pem.replace("\n", "\\n")),
				shape("escaped CRLF", (pem) -> pem.replace("\n", "\\r\\n")),
				shape("escaped twice", (pem) -> pem.replace("\n", "\\\\n")),
				shape("one line", (pem) -> pem.replace("\n", "")),
				shape("one line with spaces", (pem) -> pem.replace("\n", " ")),
				shape("quotes", (pem) -> "\"" + pem.strip() + "\""),
				shape("text around", (pem) -> "Bag Attributes\n    friendlyName: x\nKey Attributes: <No Attributes>\n"
						+ pem + "thank you"));
	}

	private static Arguments shape(String name, UnaryOperator<String> reshape) {
		return Arguments.of(name, reshape);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "UTF-16" })
	void readsFilesInTheEncodingTheyAnnounce(Charset charset) {
		byte[] content = ("\uFEFF" + KeyMaterial.privateKey(KEYS)).getBytes(charset);
		assertIsTheKey(PemText.of(content).privateKey());
	}

	@Test
	void readsPkcs1() {
		String privateKey = KeyMaterial.pem("RSA PRIVATE KEY", KeyMaterial.pkcs1PrivateKey(KEYS));
		String publicKey = KeyMaterial.pem("RSA PUBLIC KEY", KeyMaterial.pkcs1PublicKey(KEYS));
		assertIsTheKey(PemText.of(privateKey).privateKey());
		assertIsTheKey(PemText.of(publicKey).publicKey());
	}

	@Test
	void findsTheKeyAmongSeveralBlocks() {
		String certificate = KeyMaterial.certificate(KEYS, "1900007291", SERIAL);
		PemText text = PemText.of(certificate + KeyMaterial.publicKey(KEYS) + KeyMaterial.privateKey(KEYS));
		assertIsTheKey(text.privateKey());
		assertIsTheKey(text.publicKey());
		assertThat(text.certificates()).singleElement().satisfies((found) -> {
			assertThat(found.serialNumber().value()).isEqualTo(SERIAL);
			assertThat(found.commonName()).isEqualTo("1900007291");
			assertThat(found.certifies(new RsaRequestSigner(KEYS.getPrivate()))).isTrue();
		});
	}

	@Test
	void readsTheSerialNumberOfACertificateWithItsLeadingZero() {
		String serial = "0C4AEF34B89340881BB2B25226393DC2E47F094B";
		String certificate = KeyMaterial.certificate(KEYS, "1900007291", serial);
		assertThat(PemText.of(certificate).certificates().get(0).serialNumber().value()).isEqualTo(serial);
	}

	@Test
	void refusesEncryptedKeysWithTheCommandThatDecryptsThem() {
		assertRefusesPrivateKey(KeyMaterial.pem("ENCRYPTED PRIVATE KEY", KEYS.getPrivate().getEncoded()),
				"encrypted with a passphrase", "ENCRYPTED PRIVATE KEY", "openssl pkey -in");
		String legacy = KeyMaterial.pem("RSA PRIVATE KEY", KeyMaterial.pkcs1PrivateKey(KEYS))
			.replace("KEY-----\nM", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF\n\nM");
		assertThat(legacy).contains("Proc-Type");
		assertRefusesPrivateKey(legacy, "encrypted with a passphrase", "Proc-Type: 4,ENCRYPTED", "openssl pkey -in");
		assertRefusesPrivateKey(legacy.replace("\n", " "), "Proc-Type: 4,ENCRYPTED");
	}

	@Test
	void refusesKeysOfOtherAlgorithmsByName() {
		String[] elliptic = { "for an elliptic curve (prime256v1) that is not the one of SM2", "not for RSA" };
		assertRefusesPrivateKey(KeyMaterial.privateKey(ELLIPTIC), elliptic);
		assertRefusesPublicKey(KeyMaterial.publicKey(ELLIPTIC), elliptic);
		assertRefusesPrivateKey(KeyMaterial.pem("EC PRIVATE KEY", KeyMaterial.pkcs1PrivateKey(ELLIPTIC)),
				"elliptic curve (without a name)");
		assertRefusesPrivateKey(KeyMaterial.pem("EC PRIVATE KEY", new byte[] { 0x30, 0x05 }), "cannot be read");
		KeyPair dsa = KeyMaterial.generate("DSA", 2048);
		assertRefusesPrivateKey(KeyMaterial.privateKey(dsa), "another algorithm (DSA), neither RSA nor SM2");
		assertRefusesPublicKey(KeyMaterial.publicKey(dsa), "another algorithm (DSA), neither RSA nor SM2");
		String certificate = KeyMaterial.certificate(ELLIPTIC, "1900007291", SERIAL);
		assertThatExceptionOfType(InvalidKeyMaterialException.class)
			.isThrownBy(() -> PemText.of(certificate).certificates())
			.withMessageContaining("A certificate for an elliptic curve (prime256v1)");
	}

	@Test
	void refusesOtherThingsWhereAKeyBelongs() {
		String certificate = KeyMaterial.certificate(KEYS, "1900007291", SERIAL);
		assertRefusesPrivateKey(certificate, "A certificate, not a private key", "apiclient_key.pem");
		assertRefusesPrivateKey(KeyMaterial.publicKey(KEYS), "A public key, not a private key");
		assertRefusesPrivateKey(KeyMaterial.pem("OPENSSH PRIVATE KEY", new byte[8]), "OpenSSH");
		assertRefusesPrivateKey(KeyMaterial.pem("X509 CRL", new byte[8]), "No private key", "X509 CRL");
		assertRefusesPublicKey(KeyMaterial.privateKey(KEYS), "A private key", "not a public key", "pub_key.pem");
		assertRefusesPublicKey(certificate, "A certificate, not a public key");
	}

	@Test
	void printsNoBlockNameThatIsAsLongAsAKey() {
		String name = "A".repeat(41);
		assertRefusesPrivateKey("-----BEGIN %1$s-----\nAAAA\n-----END %1$s-----".formatted(name), "-----END …-----");
		assertThatExceptionOfType(InvalidKeyMaterialException.class)
			.isThrownBy(() -> PemText.of(KeyMaterial.pem(name, new byte[3])))
			.withMessageNotContaining(name);
	}

	@Test
	void refusesWeakKeys() {
		KeyPair weak = KeyMaterial.generate("RSA", 1024);
		assertRefusesPrivateKey(KeyMaterial.privateKey(weak), "1024 bits");
		assertRefusesPublicKey(KeyMaterial.publicKey(weak), "1024 bits");
	}

	@Test
	void refusesSeveralPrivateKeys() {
		assertRefusesPrivateKey(KeyMaterial.privateKey(KEYS) + KeyMaterial.privateKey(KEYS), "2 private keys");
	}

	@Test
	void refusesDamagedText() {
		String pem = KeyMaterial.privateKey(KEYS);
		assertRefusesPrivateKey(pem.substring(0, pem.length() / 2), "without the \"-----END");
		assertRefusesPrivateKey(pem.replace("\nM", "\n*M"), "not Base64");
		byte[] half = new byte[600];
		System.arraycopy(KEYS.getPrivate().getEncoded(), 0, half, 0, half.length);
		assertRefusesPrivateKey(KeyMaterial.pem("PRIVATE KEY", half), "cannot be read as a private key");
		assertRefusesPublicKey(KeyMaterial.pem("PUBLIC KEY", new byte[0]), "cannot be read as a public key");
		assertRefusesPrivateKey("", "empty");
		assertRefusesPrivateKey(pem.lines().skip(1).findFirst().orElseThrow(), "without a \"-----BEGIN");
	}

	@Test
	void refusesBinaryFilesWithTheCommandThatConvertsThem() throws Exception {
		assertRefusesFile(pkcs12(), "PKCS#12", "openssl pkcs12 -in apiclient_cert.p12", "merchant id");
		assertRefusesFile(KEYS.getPrivate().getEncoded(), "A private key in binary form", "openssl pkey -inform DER");
		assertRefusesFile(KeyMaterial.pkcs1PrivateKey(KEYS), "A private key in binary form");
		assertRefusesFile(KEYS.getPublic().getEncoded(), "A public key in binary form", "-pubin");
		assertRefusesFile(KeyMaterial.pkcs1PublicKey(KEYS), "A public key in binary form");
		assertRefusesFile(certificate().getEncoded(), "A certificate in binary form", "openssl x509 -inform DER");
		assertRefusesFile(new byte[] { 0x30, (byte) 0x82, 0x01 }, "Binary data");
		assertRefusesFile("0 is no key".getBytes(StandardCharsets.UTF_8), "11 characters");
	}

	@Test
	void showsNothingSecret() {
		PemText text = PemText.of(KeyMaterial.privateKey(KEYS));
		assertThat(text).hasToString("PemText[PemBlock[PRIVATE KEY]]");
	}

	private byte[] pkcs12() throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		char[] password = "1900007291".toCharArray();
		store.setKeyEntry("Tenpay Certificate", KEYS.getPrivate(), password, new Certificate[] { certificate() });
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		store.store(out, password);
		return out.toByteArray();
	}

	private X509Certificate certificate() {
		return KeyMaterial.x509(KEYS, "1900007291", SERIAL, Instant.parse("2031-01-01T00:00:00Z"));
	}

	private void assertIsTheKey(MerchantKey key) {
		assertThat(key.belongsTo(VerifyingKey.of((RSAPublicKey) KEYS.getPublic()))).isTrue();
	}

	private void assertIsTheKey(VerifyingKey key) {
		assertThat(new RsaRequestSigner(KEYS.getPrivate()).belongsTo(key)).isTrue();
	}

	private void assertRefusesPrivateKey(String pem, String... words) {
		assertThatExceptionOfType(InvalidKeyMaterialException.class).isThrownBy(() -> PemText.of(pem).privateKey())
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(words).doesNotContain("MII"));
	}

	private void assertRefusesPublicKey(String pem, String... words) {
		assertThatExceptionOfType(InvalidKeyMaterialException.class).isThrownBy(() -> PemText.of(pem).publicKey())
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(words).doesNotContain("MII"));
	}

	private void assertRefusesFile(byte[] content, String... words) {
		assertThatExceptionOfType(InvalidKeyMaterialException.class).isThrownBy(() -> PemText.of(content))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(words));
	}

}
