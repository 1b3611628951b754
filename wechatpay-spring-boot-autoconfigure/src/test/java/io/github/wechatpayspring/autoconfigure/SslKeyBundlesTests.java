package io.github.wechatpayspring.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.key.RsaRequestSigner;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The merchant's key and certificate from an SSL bundle.
 */
class SslKeyBundlesTests {

	private static final String MERCHANT_ID = FakeWechatPay.MERCHANT_ID;

	private static final String SERIAL = FakeWechatPay.MERCHANT_SERIAL;

	private static final KeyPair KEYS = FakeWechatPay.MERCHANT_KEYS;

	private static final KeyPair OTHER_KEYS = FakeWechatPay.PLATFORM_KEYS;

	private static final RequestSigner SIGNER = new RsaRequestSigner(KEYS.getPrivate());

	@TempDir
	private Path directory;

	private ApplicationContextRunner contextRunner;

	@BeforeEach
	void configureAllButTheMerchant() {
		this.contextRunner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class, SslAutoConfiguration.class))
			.withPropertyValues(Stream.of(ConfiguredWechatPay.properties())
				.filter((property) -> !property.startsWith("wechatpay.merchant-serial-number")
						&& !property.startsWith("wechatpay.merchant-private-key"))
				.toArray(String[]::new))
			.withPropertyValues("wechatpay.ssl-bundle= merchant ");
	}

	@Test
	void readsTheFileOfTheMerchantPlatform() throws IOException {
		this.contextRunner
			.withPropertyValues(pkcs12(KeyMaterial.pkcs12(MERCHANT_ID, MERCHANT_ID, Map.of(SERIAL, KEYS)), MERCHANT_ID))
			.run(SslKeyBundlesTests::assertCertified);
	}

	@Test
	void readsPem() {
		String certificate = KeyMaterial.certificate(KEYS, MERCHANT_ID, SERIAL);
		for (String key : List.of(KeyMaterial.privateKey(KEYS),
				KeyMaterial.pem("RSA PRIVATE KEY", KeyMaterial.pkcs1PrivateKey(KEYS)))) {
			this.contextRunner.withPropertyValues(pem(certificate, key)).run(SslKeyBundlesTests::assertCertified);
		}
	}

	@Test
	void readsPemWithAPasswordOfTheKeyInTheStore() {
		this.contextRunner.withPropertyValues(merchantPem())
			.withPropertyValues("spring.ssl.bundle.pem.merchant.key.password=secret",
					"spring.ssl.bundle.pem.merchant.key.alias=wechatpay")
			.run((context) -> assertThat(ConfiguredWechatPay.credentials(context).signer()).isEqualTo(SIGNER));
	}

	@Test
	void comparesTheSerialNumberIfItIsGiven() {
		this.contextRunner.withPropertyValues(merchantPem())
			.withPropertyValues("wechatpay.merchant-serial-number=" + SERIAL.toLowerCase())
			.run((context) -> assertThat(ConfiguredWechatPay.credentials(context).serialNumber()).isEqualTo(SERIAL));
		assertProblem(
				this.contextRunner.withPropertyValues(merchantPem())
					.withPropertyValues("wechatpay.merchant-serial-number=5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC"),
				"merchant-serial-number", "the certificate of the private key has the serial number " + SERIAL,
				"Leave merchant-serial-number out");
	}

	@Test
	void refusesThePasswordOfAnotherFile() throws IOException {
		byte[] file = KeyMaterial.pkcs12(MERCHANT_ID, MERCHANT_ID, Map.of(SERIAL, KEYS));
		assertProblem(this.contextRunner.withPropertyValues(pkcs12(file, "changeit")), "ssl-bundle",
				"The password is missing or does not open the SSL bundle.",
				"The password of apiclient_cert.p12 is the merchant id");
	}

	@Test
	void asksForAPasswordThatIsMissing() throws IOException {
		byte[] file = KeyMaterial.pkcs12(MERCHANT_ID, MERCHANT_ID, Map.of(SERIAL, KEYS));
		String[] properties = pkcs12(file, "");
		properties[2] = "unused=true";
		assertProblem(this.contextRunner.withPropertyValues(properties), "ssl-bundle", "The password is missing",
				"password");
	}

	@Test
	void saysWhatIsWrongWithTheFile() throws IOException {
		byte[] file = KeyMaterial.pkcs12(MERCHANT_ID, MERCHANT_ID, Map.of(SERIAL, KEYS));
		byte[] half = Arrays.copyOf(file, file.length / 2);
		assertProblem(this.contextRunner.withPropertyValues(pkcs12(half, MERCHANT_ID)), "ssl-bundle",
				"damaged, cut short or of another type", "type=PKCS12");
		String[] properties = pkcs12(file, MERCHANT_ID);
		properties[0] = "spring.ssl.bundle.jks.merchant.keystore.location=file:"
				+ this.directory.resolve("missing.p12");
		assertProblem(this.contextRunner.withPropertyValues(properties), "ssl-bundle",
				"A file of the SSL bundle does not exist", "location");
	}

	@Test
	void namesTheBundlesThatThereAre() {
		assertProblem(this.contextRunner, "ssl-bundle", "There is no SSL bundle.", "spring.ssl.bundle.jks.<name>");
		assertProblem(
				this.contextRunner.withPropertyValues(merchantPem())
					.withPropertyValues("wechatpay.ssl-bundle=wechatpay"),
				"ssl-bundle", "There is no SSL bundle \"wechatpay\", only: merchant.", "one of these names");
		assertProblem(
				this.contextRunner.withPropertyValues(merchantPem())
					.withPropertyValues("wechatpay.ssl-bundle=-----BEGIN planted-----"),
				"ssl-bundle", "There is no SSL bundle of that name, only: merchant.", "one of these names");
	}

	@Test
	void worksWithoutSslBundlesOfSpringBoot() {
		ApplicationContextRunner without = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class))
			.withPropertyValues(ConfiguredWechatPay.properties());
		without.run((context) -> assertThat(context).hasNotFailed());
		assertProblem(without.withPropertyValues("wechatpay.merchant-private-key=", "wechatpay.ssl-bundle=merchant"),
				"ssl-bundle", "There is no SSL bundle.", "Define the bundle");
	}

	@Test
	void wantsAPrivateKeyWithItsCertificate() {
		String certificate = KeyMaterial.certificate(KEYS, MERCHANT_ID, SERIAL);
		assertProblem(this.contextRunner.withPropertyValues(pem(certificate, "")), "ssl-bundle",
				"The SSL bundle has no private key.", "certificate and private-key");
		assertProblem(this.contextRunner.withPropertyValues(pem("", KeyMaterial.privateKey(KEYS))), "ssl-bundle",
				"The SSL bundle cannot be read", "certificate and private-key");
		assertProblem(
				this.contextRunner
					.withPropertyValues("spring.ssl.bundle.pem.merchant.truststore.certificate=" + certificate),
				"ssl-bundle", "The SSL bundle has no keystore.", "certificate and private-key");
		assertProblem(
				this.contextRunner.withPropertyValues(pem(certificate, KeyMaterial.privateKey(KeyMaterial.rsa()))),
				"ssl-bundle", "beside the certificate of another one (for RSA, serial number " + SERIAL + ")",
				"after a renewal both change");
	}

	@Test
	void wantsToKnowWhichOfSeveralKeys() throws IOException {
		String other = "5dea10ef55877e3cf6c33255c2e7defff7e427ec";
		String[] file = pkcs12(
				KeyMaterial.pkcs12(MERCHANT_ID, MERCHANT_ID, Map.of(SERIAL.toLowerCase(), KEYS, other, OTHER_KEYS)),
				MERCHANT_ID);
		ApplicationContextRunner runner = this.contextRunner.withPropertyValues(file);
		assertProblem(runner, "ssl-bundle", other, "key.alias");
		assertProblem(runner.withPropertyValues("spring.ssl.bundle.jks.merchant.key.alias=third"), "ssl-bundle",
				"but not the one that its key.alias names", "key.alias");
		runner.withPropertyValues("spring.ssl.bundle.jks.merchant.key.alias=" + SERIAL)
			.run((context) -> assertThat(ConfiguredWechatPay.credentials(context).serialNumber()).isEqualTo(SERIAL));
	}

	@Test
	void refusesTheCertificateOfAnother() {
		String key = KeyMaterial.privateKey(KEYS);
		assertProblem(
				this.contextRunner.withPropertyValues(pem(KeyMaterial.certificate(KEYS, "1900000001", SERIAL), key)),
				"merchant-id", "the certificate of the private key is that of merchant 1900000001", "same merchant");
		assertProblem(
				this.contextRunner.withPropertyValues(pem(KeyMaterial.certificate(KEYS, "example.com", SERIAL), key)),
				"ssl-bundle", "The certificate of \"example.com\", not of a merchant.", "apiclient_cert.pem");
	}

	@Test
	void refusesAKeyOfAnotherKind() {
		KeyPair keys = KeyMaterial.ec();
		assertProblem(
				this.contextRunner.withPropertyValues(
						pem(KeyMaterial.certificate(keys, MERCHANT_ID, SERIAL), KeyMaterial.privateKey(keys))),
				"ssl-bundle", "elliptic curve", "apiclient_key.pem");
	}

	@Test
	void refusesTwoPrivateKeys() {
		assertProblem(
				this.contextRunner.withPropertyValues(merchantPem())
					.withPropertyValues("wechatpay.merchant-private-key=" + KeyMaterial.privateKey(KEYS)),
				"ssl-bundle", "Set beside merchant-private-key", "Remove one of them");
	}

	@Test
	void reportsThePlaceholderThatNothingReplaced() {
		assertProblem(this.contextRunner.withPropertyValues("wechatpay.ssl-bundle=#{wechatpay}".replace('#', '$')),
				"ssl-bundle", "which nothing replaced", "environment variable");
	}

	@Test
	void givesWayToASignerOfTheApplication() {
		this.contextRunner.withPropertyValues("wechatpay.merchant-serial-number=" + SERIAL)
			.withBean(RequestSigner.class, () -> SIGNER)
			.run((context) -> assertThat(ConfiguredWechatPay.credentials(context).signer()).isSameAs(SIGNER));
	}

	private static void assertCertified(ApplicationContext context) {
		MerchantCredentials credentials = ConfiguredWechatPay.credentials(context);
		assertThat(credentials).isEqualTo(new MerchantCredentials(MERCHANT_ID, SERIAL, SIGNER, credentials.expiry()));
		assertThat(credentials.expiry()).isAfter(Instant.now());
	}

	private static String[] merchantPem() {
		return pem(KeyMaterial.certificate(KEYS, MERCHANT_ID, SERIAL), KeyMaterial.privateKey(KEYS));
	}

	private static String[] pem(String certificate, String privateKey) {
		return new String[] { "spring.ssl.bundle.pem.merchant.keystore.certificate=" + certificate,
				"spring.ssl.bundle.pem.merchant.keystore.private-key=" + privateKey };
	}

	private String[] pkcs12(byte[] content, String password) throws IOException {
		Path file = Files.write(this.directory.resolve("apiclient_cert.p12"), content);
		return new String[] { "spring.ssl.bundle.jks.merchant.keystore.location=file:" + file,
				"spring.ssl.bundle.jks.merchant.keystore.type=PKCS12",
				"spring.ssl.bundle.jks.merchant.keystore.password=" + password };
	}

	private static void assertProblem(ApplicationContextRunner runner, String property, String found, String action) {
		runner.run((context) -> assertThat(context).hasFailed()
			.getFailure()
			.rootCause()
			.isInstanceOfSatisfying(InvalidWechatPayConfigurationException.class,
					(ex) -> assertThat(ex.problems()).singleElement()
						.satisfies((problem) -> check(problem, property, found, action))));
	}

	private static void check(Problem problem, String property, String found, String action) {
		assertThat(problem.property()).isEqualTo("wechatpay." + property);
		assertThat(problem.found()).contains(found);
		assertThat(problem.action()).contains(action);
		assertThat(problem.toString()).doesNotContain("MII", "changeit", "planted");
	}

}
