package io.github.wechatpayspring.simulator.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * With the test data that WeChat Pay publishes with its SDK, module
 * {@code shangmi-testing} of github.com/wechatpay-apiv3/wechatpay-java
 * ({@code BaseSM2Test}, {@code BaseAeadSM4Test}).
 */
class ShangmiTests {

	private static final String PRIVATE_KEY = "MIGTAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBHkwdwIBAQQg/U9Saz5ceDGQhFBM"
			+ "f/cHIh2+q5Lzvhrb8L2SI4sPUR+gCgYIKoEcz1UBgi2hRANCAAR7zUf3XqGdBMCn"
			+ "K02nD1fdGz+TN8xd0SQYgbkTQxk5v2mlXva0ZxDH4XJFI9D2Rt1pTSSDl29uhQ1GY3j6iy9+";

	// from the certificate with the serial number
	// 54E7F59ED8DF4570CFB14780EA8152D45A675EE6
	private static final String PUBLIC_KEY = "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEe81H916hnQTApytNpw9X3Rs/kzfM"
			+ "XdEkGIG5E0MZOb9ppV72tGcQx+FyRSPQ9kbdaU0kg5dvboUNRmN4+osvfg==";

	private static final String SIGNATURE = "MEYCIQD35Rp3CKt7pLme/a0GaCVmwSeOl7X/12+ppRivcJuf6QIhAO5Vpy4tSk9SJUrgH5I5Qy0aYhFG9lN0aof1f5wJOI05";

	private static final String CIPHERTEXT = "MHECIAGn23Ew8nF0zRfu3qgdD6VATSmGM5wrVFvNqg1ToXneAiBgfOJLVi1NtpRVH2"
			+ "qanzooL4gOrDKKOloD7gS17g+iCQQgcTtJpGhytHZeV/HeTqYkg3YqOY+Vybx+OQx217Ktn0QECdMjiI7lpId5dg==";

	private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

	private final Shangmi shangmi = new Shangmi();

	@Test
	void verifiesThePublishedSignature() throws Exception {
		assertThat(this.shangmi.verifies(publicKey(), MESSAGE, SIGNATURE)).isTrue();
		assertThat(this.shangmi.verifies(publicKey(), "massage".getBytes(StandardCharsets.UTF_8), SIGNATURE)).isFalse();
	}

	@Test
	void signsWhatThePublishedKeyVerifies() throws Exception {
		assertThat(this.shangmi.verifies(publicKey(), MESSAGE, this.shangmi.sign(privateKey(), MESSAGE))).isTrue();
		KeyPair other = this.shangmi.generateKeyPair();
		assertThat(this.shangmi.verifies(publicKey(), MESSAGE, this.shangmi.sign(other.getPrivate(), MESSAGE)))
			.isFalse();
	}

	@Test
	void refusesSignaturesInOtherForms() throws Exception {
		byte[] der = Base64.getDecoder().decode(SIGNATURE);
		byte[] plain = new byte[64];
		System.arraycopy(der, 5, plain, 0, 32);
		System.arraycopy(der, 40, plain, 32, 32);
		byte[] longer = Arrays.copyOf(der, der.length + 1);
		for (byte[] signature : List.of(plain, longer, new byte[0], new byte[256])) {
			assertThat(this.shangmi.verifies(publicKey(), MESSAGE, Base64.getEncoder().encodeToString(signature)))
				.isFalse();
		}
		assertThat(this.shangmi.verifies(publicKey(), MESSAGE, "no Base64")).isFalse();
	}

	@Test
	void decryptsThePublishedCiphertext() throws Exception {
		assertThat(this.shangmi.decrypt(privateKey(), CIPHERTEXT)).isEqualTo("plaintext");
	}

	@Test
	void encryptsWhatOnlyTheOwnerDecrypts() throws Exception {
		String ciphertext = this.shangmi.encrypt(publicKey(), "张三");
		assertThat(ciphertext).isNotEqualTo(this.shangmi.encrypt(publicKey(), "张三"));
		assertThat(this.shangmi.decrypt(privateKey(), ciphertext)).isEqualTo("张三");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no Base64", "AAAA", "MAA=", "MAYCAQECAQE=" })
	void refusesWhatIsNoCiphertext(String ciphertext) {
		assertThatExceptionOfType(GeneralSecurityException.class)
			.isThrownBy(() -> this.shangmi.decrypt(privateKey(), ciphertext));
	}

	@Test
	void refusesAChangedCiphertextAndOneForAnotherKey() {
		byte[] changed = Base64.getDecoder().decode(CIPHERTEXT);
		for (int i = 0; i < changed.length; i++) {
			changed[i] ^= 1;
			String ciphertext = Base64.getEncoder().encodeToString(changed);
			changed[i] ^= 1;
			assertThatExceptionOfType(GeneralSecurityException.class).as("byte " + i)
				.isThrownBy(() -> this.shangmi.decrypt(privateKey(), ciphertext));
		}
		KeyPair other = this.shangmi.generateKeyPair();
		assertThatExceptionOfType(GeneralSecurityException.class)
			.isThrownBy(() -> this.shangmi.decrypt(other.getPrivate(), CIPHERTEXT));
	}

	@Test
	void encryptsThePublishedPlaintextWithSm4() throws Exception {
		ApiV3Encryption encryption = new ApiV3Encryption(this.shangmi, "a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb");
		assertThat(encryption.encrypt("uluk4a9R25RW", "associatedData", "plaintext"))
			.isEqualTo("+lcLNfkZQQx+iQm20Apa3x9Mb/5L7PgZ7w==");
	}

	@Test
	void registersNoProvider() {
		this.shangmi.generateKeyPair();
		assertThat(Security.getProvider(BouncyCastleProvider.PROVIDER_NAME)).isNull();
	}

	private static PublicKey publicKey() throws GeneralSecurityException {
		return keyFactory().generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(PUBLIC_KEY)));
	}

	private static PrivateKey privateKey() throws GeneralSecurityException {
		return keyFactory().generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(PRIVATE_KEY)));
	}

	private static KeyFactory keyFactory() throws GeneralSecurityException {
		Provider provider = new BouncyCastleProvider();
		return KeyFactory.getInstance("EC", provider);
	}

}
