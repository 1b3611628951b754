package io.github.wechatpayspring.key;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.Security;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.key.pem.PemText;
import io.github.wechatpayspring.key.platform.PlatformKey;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class Sm2Tests {

	private final MerchantKey privateKey = PemText.of(PublishedShangmi.MERCHANT_PRIVATE_KEY).privateKey();

	private final KeyCertificate certificate = PemText.of(PublishedShangmi.MERCHANT_CERTIFICATE).certificates().get(0);

	private final PlatformKey publicKey = PlatformKey.of(this.certificate);

	@Test
	void verifiesThePublishedSignature() {
		assertThat(this.publicKey.verifies(PublishedShangmi.MESSAGE, PublishedShangmi.SIGNATURE)).isTrue();
		byte[] message = PublishedShangmi.MESSAGE.clone();
		message[0]++;
		assertThat(this.publicKey.verifies(message, PublishedShangmi.SIGNATURE)).isFalse();
	}

	@Test
	void readsThePublishedCertificates() {
		assertThat(this.certificate.serialNumber().value()).isEqualTo(PublishedShangmi.MERCHANT_SERIAL);
		assertThat(this.certificate.commonName()).isEqualTo(PublishedShangmi.MERCHANT_ID);
		assertThat(this.certificate.expiry()).isEqualTo(Instant.parse("2023-09-03T12:14:19Z"));
		assertThat(this.certificate.algorithm()).isSameAs(SignatureAlgorithm.SM2_WITH_SM3);
		assertThat(this.certificate.isOfPlatform()).isFalse();
		assertThat(this.certificate.certifies(this.privateKey)).isTrue();
		KeyCertificate platform = PemText.of(PublishedShangmi.PLATFORM_CERTIFICATE).certificates().get(0);
		assertThat(platform.serialNumber().value()).isEqualTo(PublishedShangmi.PLATFORM_SERIAL);
		assertThat(platform.isOfPlatform()).as("although another authority issued it").isTrue();
		assertThat(platform.certifies(this.privateKey)).isFalse();
	}

	@Test
	void signsWhatThePublishedCertificateVerifies() {
		byte[] signature = this.privateKey.sign(PublishedShangmi.MESSAGE);
		assertThat(this.publicKey.verifies(PublishedShangmi.MESSAGE, signature)).isTrue();
		assertThat(ASN1Sequence.getInstance(signature)).hasSize(2)
			.allSatisfy((number) -> assertThat(number).isInstanceOf(ASN1Integer.class));
		assertThat(this.privateKey.sign(PublishedShangmi.MESSAGE)).as("another one each time").isNotEqualTo(signature);
	}

	@Test
	void signsAndVerifiesForManyThreadsAtOnce() {
		assertThat(IntStream.range(0, 64).parallel().mapToObj((index) -> {
			byte[] message = ("message " + index).getBytes(StandardCharsets.UTF_8);
			return this.publicKey.verifies(message, this.privateKey.sign(message));
		})).hasSize(64).containsOnly(true);
	}

	@Test
	void refusesBytesThatAreNoSignature() {
		byte[] longer = Arrays.copyOf(PublishedShangmi.SIGNATURE, PublishedShangmi.SIGNATURE.length + 1);
		byte[] shorter = Arrays.copyOf(PublishedShangmi.SIGNATURE, PublishedShangmi.SIGNATURE.length - 1);
		byte[] zeros = { 0x30, 6, 2, 1, 0, 2, 1, 0 };
		for (byte[] signature : List.of(new byte[0], new byte[64], new byte[256], longer, shorter, zeros)) {
			assertThat(this.publicKey.verifies(PublishedShangmi.MESSAGE, signature)).isFalse();
		}
	}

	@Test
	void refusesWhatAnotherKeySigned() {
		MerchantKey other = PemText.of(KeyMaterial.privateKey(KeyMaterial.sm2())).privateKey();
		byte[] signature = other.sign(PublishedShangmi.MESSAGE);
		assertThat(this.publicKey.verifies(PublishedShangmi.MESSAGE, signature)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "plaintext", "张三丰 😀", "11010519491231002X" })
	void encryptsWhatThePrivateKeyReads(String text) {
		assertThat(PublishedShangmi.decrypt(PublishedShangmi.CIPHERTEXT)).as("the published ciphertext")
			.isEqualTo(PublishedShangmi.PLAINTEXT);
		String ciphertext = this.publicKey.encrypt(text);
		assertThat(PublishedShangmi.decrypt(ciphertext)).isEqualTo(text);
		assertThat(this.publicKey.encrypt(text)).isNotEqualTo(ciphertext);
	}

	@Test
	void encryptsForManyThreadsAtOnce() {
		assertThat(IntStream.range(0, 64)
			.parallel()
			.mapToObj((index) -> PublishedShangmi.decrypt(this.publicKey.encrypt("name")))).hasSize(64)
			.containsOnly("name");
	}

	@Test
	void writesCoordinatesAsPositiveNumbers() {
		// about half of them begin with a bit that would make them negative
		for (int i = 0; i < 32; i++) {
			ASN1Sequence fields = ASN1Sequence.getInstance(Base64.getDecoder().decode(this.publicKey.encrypt("name")));
			assertThat(fields).hasSize(4);
			assertThat(ASN1Integer.getInstance(fields.getObjectAt(0)).getValue()).isPositive();
			assertThat(ASN1Integer.getInstance(fields.getObjectAt(1)).getValue()).isPositive();
		}
	}

	@Test
	void refusesToEncryptNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.publicKey.encrypt(""))
			.withMessage("is empty, which cannot be encrypted");
	}

	@Test
	void readsThePrivateKeyInEitherForm() throws Exception {
		KeyPair keys = KeyMaterial.sm2();
		byte[] sec1 = PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded())
			.parsePrivateKey()
			.toASN1Primitive()
			.getEncoded();
		VerifyingKey publicKey = PemText.of(KeyMaterial.publicKey(keys)).publicKey();
		String traditional = "-----BEGIN EC PARAMETERS-----\nBggqgRzPVQGCLQ==\n-----END EC PARAMETERS-----\n"
				+ KeyMaterial.pem("EC PRIVATE KEY", sec1);
		for (String pem : List.of(KeyMaterial.privateKey(keys), traditional)) {
			MerchantKey key = PemText.of(pem).privateKey();
			assertThat(key.belongsTo(publicKey)).isTrue();
			assertThat(key.algorithm()).isSameAs(SignatureAlgorithm.SM2_WITH_SM3);
			assertThat(publicKey.verifies(PublishedShangmi.MESSAGE, key.sign(PublishedShangmi.MESSAGE))).isTrue();
		}
		assertThat(this.privateKey.belongsTo(publicKey)).isFalse();
	}

	@Test
	void distinguishesItsKeysFromThoseForRsa() {
		KeyPair rsa = KeyMaterial.rsa();
		assertThat(this.privateKey.belongsTo(PemText.of(KeyMaterial.publicKey(rsa)).publicKey())).isFalse();
		assertThat(this.certificate.certifies(new RsaRequestSigner(rsa.getPrivate()))).isFalse();
	}

	@Test
	void refusesAPointThatIsNotOnTheCurve() {
		byte[] spki = KeyMaterial.sm2().getPublic().getEncoded();
		spki[spki.length - 1] ^= 1;
		assertThatExceptionOfType(InvalidKeyMaterialException.class)
			.isThrownBy(() -> PemText.of(KeyMaterial.pem("PUBLIC KEY", spki)).publicKey())
			.withMessageContaining("cannot be read as a public key");
	}

	@Test
	void refusesBinaryFilesAlthoughTheyAreShort() {
		KeyPair keys = KeyMaterial.sm2();
		assertRefuses(keys.getPrivate().getEncoded(), "A private key in binary form");
		assertRefuses(keys.getPublic().getEncoded(), "A public key in binary form");
		assertRefuses(KeyMaterial.pkcs1PrivateKey(keys), "A private key in binary form");
	}

	@Test
	void registersNoProvider() {
		this.privateKey.sign(PublishedShangmi.MESSAGE);
		this.publicKey.encrypt("name");
		assertThat(Security.getProvider(BouncyCastleProvider.PROVIDER_NAME)).isNull();
	}

	@Test
	void showsNothingSecret() {
		assertThat(this.privateKey).hasToString("Sm2RequestSigner");
	}

	private static void assertRefuses(byte[] content, String words) {
		assertThatExceptionOfType(InvalidKeyMaterialException.class).isThrownBy(() -> PemText.of(content))
			.withMessageContaining(words);
	}

}
