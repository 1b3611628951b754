package io.github.wechatpayspring.autoconfigure;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException.Problem;
import io.github.wechatpayspring.merchant.settings.ConfiguredMerchant;
import io.github.wechatpayspring.merchant.settings.MerchantSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@ExtendWith(OutputCaptureExtension.class)
class MerchantSettingsTests {

	private static final KeyPair MERCHANT = KeyMaterial.rsa();

	private static final KeyPair PLATFORM = KeyMaterial.rsa();

	private static final String SERIAL = "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB";

	private static final String PLATFORM_SERIAL = "5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC";

	private static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0117261620242025082900212360003201";

	private static final String API_V3_KEY = "a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb";

	private final Map<String, String> values = new HashMap<>();

	@TempDir
	private Path directory;

	@BeforeEach
	void configureEverything() {
		set("merchant-id", "1900007291");
		set("merchant-serial-number", SERIAL);
		set("merchant-private-key", KeyMaterial.privateKey(MERCHANT));
		set("platform-public-key-id", PUBLIC_KEY_ID);
		set("platform-public-key", KeyMaterial.publicKey(PLATFORM));
	}

	@Test
	void readsACompleteConfiguration() {
		set("appid", " wx233544546545989 ");
		set("api-v3-key", API_V3_KEY);
		MerchantSettings settings = read();
		assertThat(settings.merchant().merchantId()).isEqualTo("1900007291");
		assertThat(settings.merchant().serialNumber()).isEqualTo(SERIAL);
		assertThat(settings.platformKeys().publicKey().id()).isEqualTo(PUBLIC_KEY_ID);
		assertThat(settings.appid()).isEqualTo("wx233544546545989");
		assertThat(settings.baseUrl()).isEqualTo(URI.create("https://api.mch.weixin.qq.com"));
	}

	@Test
	void signsWithTheConfiguredKey() {
		byte[] message = "GET\n/v3/certificates\n".getBytes(StandardCharsets.UTF_8);
		byte[] signature = read().merchant().signer().sign(message);
		set("merchant-private-key", KeyMaterial.privateKey(PLATFORM));
		set("platform-public-key", KeyMaterial.publicKey(MERCHANT));
		assertThat(read().platformKeys().publicKey().verifies(message, signature)).isTrue();
	}

	@Test
	void trimsAndNormalizesWhatIsNotSecret() {
		set("merchant-id", " 1900007291\n");
		set("merchant-serial-number", " 40:8b:07:e7:9b:82:69:fe:c3:d5:d3:e6:ab:8e:d1:63:a6:a3:80:db ");
		set("platform-public-key-id", " " + PUBLIC_KEY_ID + " ");
		set("appid", "  ");
		set("client.base-url", " http://localhost:8080/gateway/ ");
		MerchantSettings settings = read();
		assertThat(settings.merchant().merchantId()).isEqualTo("1900007291");
		assertThat(settings.merchant().serialNumber()).isEqualTo(SERIAL);
		assertThat(settings.platformKeys().publicKey().id()).isEqualTo(PUBLIC_KEY_ID);
		assertThat(settings.appid()).isNull();
		assertThat(settings.baseUrl()).isEqualTo(URI.create("http://localhost:8080/gateway"));
	}

	@Test
	void reportsEverythingThatIsMissing() {
		this.values.clear();
		set("appid", "wx233544546545989");
		set("merchant-id", "   ");
		assertThat(problems()).extracting(Problem::property)
			.containsExactly("wechatpay.merchant-id", "wechatpay.merchant-serial-number",
					"wechatpay.merchant-private-key", "wechatpay.platform-public-key");
		assertThat(problems().get(0).found()).isEqualTo("Empty.");
		assertThat(problems().get(1).found()).isEqualTo("Not set.");
	}

	@Test
	void reportsMistakesOfAllPartsAtOnce() {
		set("merchant-id", "mch-1900007291");
		set("merchant-serial-number", PUBLIC_KEY_ID);
		set("platform-public-key-id", "0117261620242025082900212360003201");
		set("platform-public-key", KeyMaterial.publicKey(MERCHANT));
		set("api-v3-key", API_V3_KEY.substring(1));
		set("client.base-url", "https://api.mch.weixin.qq.com/v3/");
		set("client.read-timeout", "0s");
		set("client.connect-timeout", "-1s");
		assertThat(problems()).extracting(Problem::property)
			.containsExactly("wechatpay.merchant-id", "wechatpay.merchant-serial-number",
					"wechatpay.platform-public-key-id", "wechatpay.platform-public-key", "wechatpay.api-v3-key",
					"wechatpay.client.base-url", "wechatpay.client.connect-timeout", "wechatpay.client.read-timeout");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0190000729", "19000O7291", "1900007291 1900007292", "-1" })
	void refusesAMerchantIdThatIsNotOne(String merchantId) {
		set("merchant-id", merchantId);
		assertProblem("merchant-id", "not a merchant id", "digits");
	}

	@Test
	void refusesAMerchantSerialNumberThatIsAnotherNumber() {
		set("merchant-serial-number", PUBLIC_KEY_ID);
		assertProblem("merchant-serial-number", "id of a WeChat Pay public key", "apiclient_cert.pem");
		set("merchant-serial-number", "1900007291");
		assertProblem("merchant-serial-number", "The merchant id", "apiclient_cert.pem");
		set("merchant-serial-number", "368518294756184839238484849283848482838483848384");
		assertProblem("merchant-serial-number", "decimal", "in hex");
	}

	@Test
	void refusesTheSerialNumberOfThePlatformCertificateAsThatOfTheMerchant() {
		configurePlatformCertificate();
		set("merchant-serial-number", PLATFORM_SERIAL);
		assertProblem("merchant-serial-number", "platform certificate", "apiclient_cert.pem");
	}

	@Test
	void refusesPrivateAndPublicKeySwapped() {
		set("merchant-private-key", KeyMaterial.publicKey(PLATFORM));
		set("platform-public-key", KeyMaterial.privateKey(MERCHANT));
		List<Problem> problems = problems();
		assertThat(problems).extracting(Problem::property)
			.containsExactly("wechatpay.merchant-private-key", "wechatpay.platform-public-key");
		assertThat(problems.get(0).found()).contains("A public key, not a private key");
		assertThat(problems.get(1).found()).contains("A private key (apiclient_key.pem), not a public key");
	}

	@Test
	void refusesACertificateWhereThePrivateKeyBelongs() {
		set("merchant-private-key", KeyMaterial.certificate(MERCHANT, "1900007291", SERIAL));
		assertProblem("merchant-private-key", "A certificate, not a private key", "apiclient_key.pem");
	}

	@Test
	void acceptsAPrivateKeyBesideItsCertificate() {
		set("merchant-private-key",
				KeyMaterial.certificate(MERCHANT, "1900007291", SERIAL) + KeyMaterial.privateKey(MERCHANT));
		assertThat(read().merchant().serialNumber()).isEqualTo(SERIAL);
	}

	@Test
	void takesTheSerialNumberFromTheCertificateBesideThePrivateKey() {
		this.values.remove("wechatpay.merchant-serial-number");
		set("merchant-private-key",
				KeyMaterial.privateKey(MERCHANT) + KeyMaterial.certificate(MERCHANT, "1900007291", SERIAL));
		assertThat(read().merchant().serialNumber()).isEqualTo(SERIAL);
		set("merchant-private-key", KeyMaterial.privateKey(MERCHANT));
		assertProblem("merchant-serial-number", "Not set", "put the certificate beside the private key");
		set("merchant-private-key", KeyMaterial.publicKey(MERCHANT));
		assertProblem("merchant-private-key", "A public key", "apiclient_key.pem");
	}

	@Test
	void comparesThePrivateKeyWithTheCertificateBesideIt() {
		set("merchant-private-key",
				KeyMaterial.privateKey(MERCHANT) + KeyMaterial.certificate(PLATFORM, "1900007291", SERIAL));
		assertProblem("merchant-private-key", "certificate of another one", "renewal");
		set("merchant-private-key",
				KeyMaterial.privateKey(MERCHANT) + KeyMaterial.certificate(MERCHANT, "1900007291", PLATFORM_SERIAL));
		assertProblem("merchant-serial-number", PLATFORM_SERIAL, "Leave merchant-serial-number out");
		set("merchant-private-key",
				KeyMaterial.privateKey(MERCHANT) + KeyMaterial.certificate(MERCHANT, "1900000001", SERIAL));
		assertProblem("merchant-id", "1900000001", "same merchant");
		set("merchant-private-key",
				KeyMaterial.privateKey(MERCHANT) + KeyMaterial.certificate(MERCHANT, "example.com", SERIAL));
		assertProblem("merchant-private-key", "\"example.com\", not of a merchant", "apiclient_cert.pem");
	}

	@Test
	void refusesAnExpiredCertificate() {
		set("merchant-private-key", KeyMaterial.privateKey(MERCHANT)
				+ KeyMaterial.certificate(MERCHANT, "1900007291", SERIAL, Instant.parse("2020-01-01T00:00:00Z")));
		assertProblem("merchant-private-key", "expired at 2020-01-01", "Renew");
	}

	@Test
	void warnsOfACertificateThatSoonExpires(CapturedOutput output) {
		set("merchant-private-key", KeyMaterial.privateKey(MERCHANT)
				+ KeyMaterial.certificate(MERCHANT, "1900007291", SERIAL, Instant.now().plus(Duration.ofDays(29))));
		assertThat(read()).isNotNull();
		assertThat(output).contains(SERIAL).contains("expires at");
	}

	@Test
	void refusesTheMerchantsOwnKeyAsThatOfThePlatform() {
		set("platform-public-key", KeyMaterial.publicKey(MERCHANT));
		assertProblem("platform-public-key", "own public key", "pub_key.pem");
		set("platform-public-key", KeyMaterial.certificate(MERCHANT, "Tenpay.com sign", PLATFORM_SERIAL));
		assertProblem("platform-public-key", "A merchant's certificate", "pub_key.pem");
		set("platform-public-key", KeyMaterial.certificate(PLATFORM, "1900007291", PLATFORM_SERIAL));
		assertProblem("platform-public-key", "A merchant's certificate (apiclient_cert.pem, CN=1900007291)",
				"pub_key.pem");
	}

	@Test
	void reportsAWrongCertificateAndAWrongIdOfThePlatformAtOnce() {
		String certificate = KeyMaterial.certificate(MERCHANT, "1900007291", SERIAL);
		for (String key : List.of(certificate, certificate + certificate)) {
			set("platform-public-key", key);
			set("platform-public-key-id", "0114232134912410000000000000");
			assertThat(problems()).extracting(Problem::property)
				.containsExactlyInAnyOrder("wechatpay.platform-public-key", "wechatpay.platform-public-key-id");
		}
	}

	@Test
	void refusesAPublicKeyIdThatIsNotOne() {
		set("platform-public-key-id", "0117261620242025082900212360003201");
		assertProblem("platform-public-key-id", "without the prefix", "\"" + PUBLIC_KEY_ID + "\"");
		set("platform-public-key-id", PLATFORM_SERIAL);
		assertProblem("platform-public-key-id", "serial number of a certificate", "PUB_KEY_ID_");
		set("platform-public-key-id", API_V3_KEY);
		assertProblem("platform-public-key-id", "32 characters", "PUB_KEY_ID_");
	}

	@Test
	void takesTheIdFromAboveThePublicKey() {
		this.values.remove("wechatpay.platform-public-key-id");
		set("platform-public-key", PUBLIC_KEY_ID + "\n" + KeyMaterial.publicKey(PLATFORM));
		assertThat(read().platformKeys().publicKey().id()).isEqualTo(PUBLIC_KEY_ID);
		set("platform-public-key-id", PUBLIC_KEY_ID);
		assertThat(read().platformKeys().publicKey().id()).isEqualTo(PUBLIC_KEY_ID);
		set("platform-public-key-id", "PUB_KEY_ID_0114232134912410000000000000");
		assertProblem("platform-public-key-id", PUBLIC_KEY_ID, "Leave platform-public-key-id out");
	}

	@Test
	void acceptsAPlatformCertificateThatIsNamedByItsSerialNumber() {
		configurePlatformCertificate();
		assertThat(read().platformKeys().publicKey().id()).isEqualTo(PLATFORM_SERIAL);
	}

	@Test
	void refusesAPlatformCertificateUnderAnotherName() {
		configurePlatformCertificate();
		set("platform-public-key-id", PUBLIC_KEY_ID);
		assertProblem("platform-public-key", "names a public key", "pub_key.pem");
		set("platform-public-key-id", SERIAL);
		assertProblem("platform-public-key-id", PLATFORM_SERIAL, "PUB_KEY_ID_");
	}

	@Test
	void refusesSeveralPlatformCertificates() {
		String certificate = KeyMaterial.certificate(PLATFORM, "Tenpay.com sign", PLATFORM_SERIAL);
		set("platform-public-key", certificate + certificate);
		assertProblem("platform-public-key", "2 certificates", "pub_key.pem");
	}

	@Test
	void reportsOnceThatThereIsNoKeyOfWechatPay() {
		removePublicKey();
		assertProblem("platform-public-key", "No key of WeChat Pay", "api-v3-key");
		assertProblem("platform-public-key", "No key of WeChat Pay", "platform-certificates");
		assertProblem("platform-public-key", "No key of WeChat Pay", "platform-public-key-id");
	}

	@Test
	void needsNoPublicKeyBesideTheApiV3Key() {
		removePublicKey();
		set("platform-public-key", " ");
		set("api-v3-key", API_V3_KEY);
		MerchantSettings settings = read();
		assertThat(settings.platformKeys().publicKey()).isNull();
		assertThat(settings.cipher()).isNotNull();
	}

	@Test
	void needsIdAndPublicKeyTogetherEvenBesideTheApiV3Key() {
		set("api-v3-key", API_V3_KEY);
		this.values.remove("wechatpay.platform-public-key");
		assertProblem("platform-public-key", "Not set", "pub_key.pem");
		removePublicKey();
		set("platform-public-key", KeyMaterial.publicKey(PLATFORM));
		assertProblem("platform-public-key-id", "Not set", "PUB_KEY_ID_");
	}

	@Test
	void readsLocalPlatformCertificates() throws IOException {
		String other = "0C4AEF34B89340881BB2B25226393DC2E47F094B";
		Path file = Files.writeString(this.directory.resolve("wechatpay.pem"),
				platformCertificate(PLATFORM_SERIAL) + platformCertificate(other));
		removePublicKey();
		set("platform-certificates[0]", "file:" + file);
		assertThat(read().platformKeys().certificates()).extracting((certificate) -> certificate.serialNumber().value())
			.containsExactly(PLATFORM_SERIAL, other);
	}

	@Test
	void refusesACertificateOfAMerchantAsPlatformCertificate() {
		set("platform-certificates[0]", platformCertificate(PLATFORM_SERIAL));
		set("platform-certificates[1]", KeyMaterial.certificate(PLATFORM, "1900007291", SERIAL));
		assertProblem("platform-certificates[1]", "A merchant's certificate (apiclient_cert.pem, CN=1900007291)",
				"wechatpay_<serial>.pem");
		set("platform-certificates[1]", KeyMaterial.platformCertificate(MERCHANT, SERIAL,
				Instant.now().minus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(100))));
		assertProblem("platform-certificates[1]", "A merchant's certificate", "wechatpay_<serial>.pem");
	}

	@Test
	void refusesWhatIsNoPlatformCertificate() {
		set("platform-certificates[0]", KeyMaterial.certificate(PLATFORM, "example.com", PLATFORM_SERIAL));
		assertProblem("platform-certificates[0]", "A certificate of \"example.com\"", "api-v3-key");
		set("platform-certificates[0]", KeyMaterial.publicKey(PLATFORM));
		assertProblem("platform-certificates[0]", "without a certificate", "wechatpay_<serial>.pem");
		set("platform-certificates[0]", "");
		assertProblem("platform-certificates[0]", "Empty", "wechatpay_<serial>.pem");
		set("platform-certificates[0]", "file:missing.pem");
		assertProblem("platform-certificates[0]", "does not exist", "location");
	}

	@Test
	void refusesAnExpiredPlatformCertificate() {
		set("platform-certificates[0]", KeyMaterial.platformCertificate(PLATFORM, PLATFORM_SERIAL,
				Instant.parse("2015-01-01T00:00:00Z"), Instant.parse("2020-01-01T00:00:00Z")));
		assertProblem("platform-certificates[0]", "expired at 2020-01-01", "api-v3-key");
	}

	@Test
	void refusesTheSerialNumberOfALocalPlatformCertificateAsThatOfTheMerchant() {
		set("platform-certificates[0]", platformCertificate(PLATFORM_SERIAL));
		set("merchant-serial-number", PLATFORM_SERIAL);
		assertProblem("merchant-serial-number", "platform certificate", "apiclient_cert.pem");
	}

	private void removePublicKey() {
		this.values.remove("wechatpay.platform-public-key");
		this.values.remove("wechatpay.platform-public-key-id");
	}

	private static String platformCertificate(String serialNumber) {
		return KeyMaterial.platformCertificate(PLATFORM, serialNumber, Instant.now().minus(Duration.ofDays(10)),
				Instant.now().plus(Duration.ofDays(100)));
	}

	@ParameterizedTest
	@CsvSource({ "31, 31 bytes", "30, 30 bytes" })
	void countsTheBytesOfTheApiV3Key(int length, String found) {
		set("api-v3-key", API_V3_KEY.substring(0, length));
		assertProblem("api-v3-key", found, "API v3 key");
	}

	@ParameterizedTest
	@CsvSource({ "api.mch.weixin.qq.com, Not an absolute", "ftp://api.mch.weixin.qq.com, Not an absolute",
			"https:///v3, Not an absolute", "https://api.mch weixin, not a URL", "https://host/?a=b, query",
			"https://host/#a, fragment", "https://user:secret@host, user", "https://host/v3, /v3",
			"https://host/gateway/v3/, /v3", "http://api.mch.weixin.qq.com, without TLS" })
	void refusesABaseUrlThatIsNotOne(String baseUrl, String found) {
		set("client.base-url", baseUrl);
		assertProblem("client.base-url", found, "");
	}

	@Test
	void readsKeysFromTheirLocations() throws IOException {
		Path file = Files.writeString(this.directory.resolve("apiclient_key.pem"), KeyMaterial.privateKey(MERCHANT));
		String base64 = Base64.getMimeEncoder()
			.encodeToString(KeyMaterial.publicKey(PLATFORM).getBytes(StandardCharsets.UTF_8));
		set("platform-public-key", "base64:" + base64);
		for (String location : List.of("file:" + file, file.toUri().toString(), file.toString())) {
			set("merchant-private-key", location);
			assertThat(read()).isNotNull();
		}
	}

	@Test
	void readsKeysFromTheClassPath() throws IOException {
		Files.writeString(this.directory.resolve("apiclient_key.pem"), KeyMaterial.privateKey(MERCHANT));
		set("merchant-private-key", "classpath:apiclient_key.pem");
		try (URLClassLoader classLoader = new URLClassLoader(new URL[] { this.directory.toUri().toURL() })) {
			assertThat(read(new DefaultResourceLoader(classLoader))).isNotNull();
		}
	}

	@Test
	void readsBase64InAnApplicationContextOfATest() {
		set("merchant-private-key", "base64:" + Base64.getEncoder()
			.encodeToString(KeyMaterial.privateKey(MERCHANT).getBytes(StandardCharsets.UTF_8)));
		new ApplicationContextRunner().run((context) -> assertThat(read(context)).isNotNull());
	}

	@Test
	void reportsFilesThatCannotBeRead() throws IOException {
		set("merchant-private-key", "file:keys/apiclient_key.pem");
		assertProblem("merchant-private-key", "\"file:keys/apiclient_key.pem\" does not exist (that is /",
				"working directory");
		set("merchant-private-key", "classpath:apiclient_key.pem");
		assertProblem("merchant-private-key", "\"classpath:apiclient_key.pem\" does not exist.", "location");
		set("merchant-private-key", "apiclient_key.pem");
		assertProblem("merchant-private-key", "\"apiclient_key.pem\" does not exist", "location");
		set("merchant-private-key", "file:" + this.directory);
		assertProblem("merchant-private-key", "is a directory", "PEM file");
		set("merchant-private-key", "file:" + Files.createFile(this.directory.resolve("empty.pem")));
		assertProblem("merchant-private-key", "empty.pem\": It is empty", "PEM file");
		set("merchant-private-key", "http://localhost/apiclient_key.pem");
		assertProblem("merchant-private-key", "network address", "nothing is fetched");
	}

	@Test
	void readsNoFileThatIsTooLargeForAKey() throws IOException {
		Path file = this.directory.resolve("disk.pem");
		try (RandomAccessFile disk = new RandomAccessFile(file.toFile(), "rw")) {
			disk.setLength(3L * 1024 * 1024 * 1024);
		}
		set("merchant-private-key", "file:" + file);
		assertProblem("merchant-private-key", "disk.pem\" has more than 64 KB", "PEM file");
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void waitsForNoPipeAndReadsNoDevice() throws Exception {
		Path pipe = this.directory.resolve("pipe.pem");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor()).isZero();
		set("merchant-private-key", "file:" + pipe);
		assertProblem("merchant-private-key", "pipe.pem\" is not a regular file", "PEM file");
		set("merchant-private-key", "file:/dev/zero");
		assertProblem("merchant-private-key", "\"file:/dev/zero\" is not a regular file", "PEM file");
	}

	@Test
	void saysWhichFileHoldsSomethingElse() throws IOException {
		Path file = Files.write(this.directory.resolve("apiclient_cert.p12"), MERCHANT.getPrivate().getEncoded());
		set("merchant-private-key", "file:" + file);
		assertProblem("merchant-private-key", "apiclient_cert.p12\": A private key in binary form", "openssl");
		file = Files.writeString(this.directory.resolve("key.pem"), KeyMaterial.publicKey(PLATFORM));
		set("merchant-private-key", "file:" + file);
		assertProblem("merchant-private-key", "key.pem\": A public key, not a private key", "apiclient_key.pem");
	}

	@ParameterizedTest
	@ValueSource(strings = { "merchant-id", "merchant-serial-number", "merchant-private-key", "platform-public-key-id",
			"platform-public-key" })
	void reportsAPlaceholderThatIsNotResolved(String property) {
		set(property, " ${WECHATPAY_NOT-SET.x[0]} ");
		assertProblem(property, "The placeholder \"${WECHATPAY_NOT-SET.x[0]}\"", "environment variable");
	}

	@Test
	void describesTextThatMayBeAKeyWithoutPrintingIt() {
		String headless = Base64.getEncoder().encodeToString(MERCHANT.getPrivate().getEncoded());
		set("merchant-private-key", headless);
		assertProblem("merchant-private-key", headless.length() + " characters", "first and last line");
		set("merchant-private-key", headless.substring(0, 200));
		assertProblem("merchant-private-key", "200 characters", "first and last line");
		set("merchant-private-key", "secret:" + headless.substring(0, 200));
		assertProblem("merchant-private-key", "The location does not exist.", "");
		set("merchant-private-key", "base64:" + headless);
		assertProblem("merchant-private-key", "A private key in binary form", "openssl");
		set("merchant-private-key", "base64:*" + headless);
		assertProblem("merchant-private-key", "not Base64", "base64 -w0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/wechatpay/notify", "/n", "/wechat-pay/v1.0/notify_url", "/a@b:c" })
	void takesAPathForNotifications(String path) {
		set("notification.path", path);
		assertThat(read()).isNotNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "''|Empty.|Remove the property", "' '|Empty.|Remove the property",
					"${WECHATPAY_PATH}|nothing replaced|environment variable",
					"wechatpay/notify|does not begin with a slash|/wechatpay/notify",
					"https://example.com/notify|does not begin with a slash|/wechatpay/notify",
					"/notify?tenant=1|has a query|does not take URLs with a query", "/|not a plain path|single slashes",
					"/notify/|not a plain path|without one at its end", "//notify|not a plain path|single slashes",
					"/{tenant}/notify|not a plain path|single slashes", "/**|not a plain path|single slashes",
					"/a/../notify|not a plain path|single slashes", "/notify#top|not a plain path|single slashes",
					"/not%20ify|not a plain path|single slashes", "/notify;a=b|not a plain path|single slashes",
					"/通知|not a plain path|single slashes" })
	void saysWhatIsWrongWithThePathForNotifications(String path, String found, String action) {
		set("notification.path", path);
		assertProblem("notification.path", found, action);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0s", "-1s" })
	void needsAPositiveTimeoutForNotifications(String timeout) {
		set("notification.timeout", timeout);
		assertProblem("notification.timeout", "which is not positive", "duration");
	}

	@Test
	void namesTheBeanThatTakesThePlaceOfTheProperties() {
		WechatPayConnectionDetails details = new IncompleteConnectionDetails();
		WechatPayProperties properties = properties();
		InvalidWechatPayConfigurationException exception = catchThrowableOfType(
				InvalidWechatPayConfigurationException.class,
				new ConfiguredMerchant(() -> MerchantConfigurations.of(details, null), "wechatpay.",
						details.getClass().getName(),
						ConfiguredWechatPay.reader(properties, details, new DefaultResourceLoader()))::read);
		assertThat(exception.connectionDetails()).isEqualTo(IncompleteConnectionDetails.class.getName());
		assertThat(exception.problems()).hasSize(4);
		assertThat(exception).hasMessageContaining("wechatpay.merchant-id: Not set.");
	}

	private void configurePlatformCertificate() {
		set("platform-public-key", KeyMaterial.certificate(PLATFORM, "Tenpay.com sign", PLATFORM_SERIAL));
		set("platform-public-key-id", "5dea10ef55877e3cf6c33255c2e7defff7e427ec");
	}

	private void set(String name, String value) {
		this.values.put("wechatpay." + name, value);
	}

	private WechatPayProperties properties() {
		return new Binder(new MapConfigurationPropertySource(this.values)).bindOrCreate("wechatpay",
				WechatPayProperties.class);
	}

	private MerchantSettings read() {
		return read(new DefaultResourceLoader());
	}

	private MerchantSettings read(ResourceLoader resourceLoader) {
		WechatPayProperties properties = properties();
		return ConfiguredWechatPay.read(properties, resourceLoader, null);
	}

	private List<Problem> problems() {
		InvalidWechatPayConfigurationException exception = catchThrowableOfType(
				InvalidWechatPayConfigurationException.class, this::read);
		assertThat(exception).as("exception").isNotNull();
		assertThat(exception.connectionDetails()).isNull();
		return exception.problems();
	}

	private void assertProblem(String property, String found, String action) {
		assertThat(problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.property()).isEqualTo("wechatpay." + property);
			assertThat(problem.found()).contains(found);
			assertThat(problem.action()).contains(action);
			assertThat(problem.toString()).doesNotContain("MII", API_V3_KEY.substring(0, 20), "user:secret");
		});
	}

	static class IncompleteConnectionDetails implements WechatPayConnectionDetails {

		@Override
		public String getMerchantId() {
			return null;
		}

		@Override
		public String getMerchantSerialNumber() {
			return null;
		}

		@Override
		public String getMerchantPrivateKey() {
			return null;
		}

		@Override
		public String getPlatformPublicKeyId() {
			return null;
		}

		@Override
		public String getPlatformPublicKey() {
			return null;
		}

	}

}
