package io.github.wechatpayspring.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.key.SignatureAlgorithm;
import io.github.wechatpayspring.key.pem.PemText;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.settings.MerchantSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A merchant with keys for SM2 (国密).
 */
class ShangmiSettingsTests {

	private static final KeyPair MERCHANT = KeyMaterial.sm2();

	private static final KeyPair PLATFORM = KeyMaterial.sm2();

	private static final KeyPair RSA = KeyMaterial.rsa();

	private static final String SERIAL = "54E7F59ED8DF4570CFB14780EA8152D45A675EE6";

	private static final String PLATFORM_SERIAL = "3F1E989910B253E069A11568C91C57CA44568158";

	private static final String RSA_SERIAL = "5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC";

	private static final String SAME_ALGORITHM = "Beside an SM2 private key (国密) use the SM2 key or certificate";

	private final Map<String, String> values = new HashMap<>();

	@BeforeEach
	void configureEverything() {
		set("merchant-id", "2483281761");
		set("merchant-serial-number", SERIAL);
		set("merchant-private-key", KeyMaterial.privateKey(MERCHANT));
		set("platform-public-key-id", "PUB_KEY_ID_0117261620242025082900212360003201");
		set("platform-public-key", KeyMaterial.publicKey(PLATFORM));
	}

	@Test
	void signsWithSm2BecauseOfTheTypeOfTheKey() {
		RequestSigner signer = read(null).merchant().signer();
		byte[] message = "message".getBytes(StandardCharsets.UTF_8);
		assertThat(signer.algorithm()).isSameAs(SignatureAlgorithm.SM2_WITH_SM3);
		assertThat(PemText.of(KeyMaterial.publicKey(MERCHANT)).publicKey().verifies(message, signer.sign(message)))
			.isTrue();
	}

	@Test
	void takesAPlatformCertificateInPlaceOfThePublicKey() {
		set("platform-public-key", platformCertificate(PLATFORM, PLATFORM_SERIAL));
		set("platform-public-key-id", PLATFORM_SERIAL);
		assertThat(read(null).platformKeys().publicKey().algorithm()).isSameAs(SignatureAlgorithm.SM2_WITH_SM3);
	}

	@Test
	void refusesTheMerchantsOwnPublicKey() {
		set("platform-public-key", KeyMaterial.publicKey(MERCHANT));
		assertProblem("platform-public-key", "own public key", "pub_key.pem");
		set("platform-public-key", KeyMaterial.certificate(MERCHANT, "Tenpay.com sign", SERIAL));
		assertProblem("platform-public-key", "A merchant's certificate", "pub_key.pem");
	}

	@Test
	void refusesAnotherCurve() {
		KeyPair other = KeyMaterial.ec();
		set("merchant-private-key", KeyMaterial.privateKey(other));
		assertProblem("merchant-private-key",
				"A private key for an elliptic curve (prime256v1) that is not the one of SM2", "apiclient_key.pem");
		configureEverything();
		set("platform-public-key", KeyMaterial.publicKey(other));
		assertProblem("platform-public-key", "A public key for an elliptic curve (prime256v1)", "pub_key.pem");
	}

	@Test
	void refusesThePrivateKeyBesideACertificateForRsa() {
		set("merchant-private-key",
				KeyMaterial.privateKey(MERCHANT) + KeyMaterial.certificate(RSA, "2483281761", SERIAL));
		assertProblem("merchant-private-key", "A private key for SM2 beside the certificate of another one (for RSA",
				"apiclient_key.pem that was made together with the certificate");
		set("merchant-private-key",
				KeyMaterial.privateKey(RSA) + KeyMaterial.certificate(MERCHANT, "2483281761", SERIAL));
		assertThat(problem("merchant-private-key").found())
			.startsWith("A private key for RSA beside the certificate of another one (for SM2");
		set("merchant-private-key",
				KeyMaterial.privateKey(MERCHANT) + KeyMaterial.certificate(MERCHANT, "2483281761", SERIAL));
		assertThatNoException().isThrownBy(() -> read(null));
	}

	@Test
	void refusesAPlatformKeyForTheOtherAlgorithm() {
		set("platform-public-key", KeyMaterial.publicKey(RSA));
		assertProblem("platform-public-key", "A public key for RSA, while the merchant signs with SM2.",
				SAME_ALGORITHM);
		set("platform-public-key", platformCertificate(RSA, RSA_SERIAL));
		set("platform-public-key-id", RSA_SERIAL);
		assertProblem("platform-public-key", "A certificate for RSA, while the merchant signs with SM2.",
				SAME_ALGORITHM);
		set("merchant-private-key", KeyMaterial.privateKey(RSA));
		set("platform-public-key", KeyMaterial.publicKey(PLATFORM));
		set("platform-public-key-id", "PUB_KEY_ID_0117261620242025082900212360003201");
		assertProblem("platform-public-key", "A public key for SM2, while the merchant signs with RSA.",
				SAME_ALGORITHM);
	}

	@Test
	void wantsOneLocalCertificateForTheAlgorithmOfTheMerchant() {
		this.values.remove("wechatpay.platform-public-key");
		this.values.remove("wechatpay.platform-public-key-id");
		set("platform-certificates[0]", platformCertificate(RSA, RSA_SERIAL));
		assertProblem("platform-certificates", "Only certificates for RSA, while the merchant signs with SM2.",
				SAME_ALGORITHM);
		set("platform-certificates[1]", platformCertificate(PLATFORM, PLATFORM_SERIAL));
		assertThat(read(null).platformKeys().certificates()).hasSize(2);
	}

	@Test
	void takesTheAlgorithmOfAKeyThatStaysElsewhere() {
		this.values.remove("wechatpay.merchant-private-key");
		RequestSigner rsa = (message) -> message;
		assertThat(catchThrowableOfType(InvalidWechatPayConfigurationException.class, () -> read(rsa)))
			.hasMessageContaining("A public key for SM2, while the merchant signs with RSA.");
		assertThatNoException().isThrownBy(() -> read(new RequestSigner() {

			@Override
			public byte[] sign(byte[] message) {
				return message;
			}

			@Override
			public SignatureAlgorithm algorithm() {
				return SignatureAlgorithm.SM2_WITH_SM3;
			}

		}));
	}

	private static String platformCertificate(KeyPair keys, String serialNumber) {
		return KeyMaterial.platformCertificate(keys, serialNumber, Instant.now().minus(Duration.ofDays(10)),
				Instant.now().plus(Duration.ofDays(100)));
	}

	private void set(String name, String value) {
		this.values.put("wechatpay." + name, value);
	}

	private MerchantSettings read(@Nullable RequestSigner signer) {
		WechatPayProperties properties = new Binder(new MapConfigurationPropertySource(this.values))
			.bindOrCreate("wechatpay", WechatPayProperties.class);
		return ConfiguredWechatPay.read(properties, new DefaultResourceLoader(), signer);
	}

	private InvalidWechatPayConfigurationException.Problem problem(String property) {
		return catchThrowableOfType(InvalidWechatPayConfigurationException.class, () -> read(null)).problems()
			.stream()
			.filter((problem) -> problem.property().equals("wechatpay." + property))
			.findFirst()
			.orElseThrow();
	}

	private void assertProblem(String property, String found, String action) {
		InvalidWechatPayConfigurationException exception = catchThrowableOfType(
				InvalidWechatPayConfigurationException.class, () -> read(null));
		assertThat(exception).isNotNull();
		assertThat(exception.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.property()).isEqualTo("wechatpay." + property);
			assertThat(problem.found()).contains(found);
			assertThat(problem.action()).contains(action);
			assertThat(problem.toString()).doesNotContain("MIG", "MII");
		});
	}

}
