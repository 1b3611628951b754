package io.github.wechatpayspring.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException.Problem;
import io.github.wechatpayspring.merchant.settings.MerchantSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Values as people copy them.
 */
@ExtendWith(OutputCaptureExtension.class)
class PastedSettingsTests {

	private static final String ID = FakeWechatPay.MERCHANT_ID;

	private static final String SERIAL = FakeWechatPay.MERCHANT_SERIAL;

	private static final String KEY_ID = FakeWechatPay.PLATFORM_KEY_ID;

	private static final String CERTIFICATE_SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";

	// as "openssl x509 -subject -issuer" prints them
	private static final String NAMES = "subject=C = CN, O = Tenpay.com, OU = \"Tenpay.com CA Center\", CN = Tenpay.com sign\n"
			+ "issuer=C = CN, O = Tenpay.com, CN = Tenpay.com Root CA\n";

	private final Map<String, String> values = new HashMap<>();

	PastedSettingsTests() {
		for (String property : ConfiguredWechatPay.properties()) {
			this.values.put(property.substring(0, property.indexOf('=')),
					property.substring(property.indexOf('=') + 1));
		}
	}

	@ParameterizedTest
	@MethodSource
	void forgivesWhatIsCertain(String property, String pasted) {
		set(property, pasted);
		MerchantSettings settings = read();
		assertThat(settings.merchant().merchantId()).isEqualTo(ID);
		assertThat(settings.merchant().serialNumber()).isEqualTo(SERIAL);
		assertThat(settings.platformKeys().publicKey().id()).isEqualTo(KEY_ID);
		assertThat(settings.appid()).isEqualTo(FakeWechatPay.APPID);
		assertThat(settings.baseUrl()).hasToString("https://api.mch.weixin.qq.com");
	}

	static Stream<Arguments> forgivesWhatIsCertain() {
		Map<String, String> ids = Map.of("merchant-id", ID, "merchant-serial-number", SERIAL, "platform-public-key-id",
				KEY_ID, "appid", FakeWechatPay.APPID, "client.base-url", "https://api.mch.weixin.qq.com");
		Stream<List<String>> copied = ids.entrySet()
			.stream()
			.flatMap((each) -> Stream
				.of("\uFEFF%s", "%s\n", "%s\r\n", "\u00A0%s\u3000", "\u200B%s\u200B", "\"%s\"", "'%s'", "“%s”",
						" \"%s\" ")
				.map((form) -> List.of(each.getKey(), form.formatted(each.getValue()))));
		Stream<List<String>> inside = ids.entrySet()
			.stream()
			.flatMap((each) -> Stream
				.of(each.getValue().substring(0, 3) + "\u200B\u2060" + each.getValue().substring(3),
						fullWidth(each.getValue()))
				.map((value) -> List.of(each.getKey(), value)));
		Stream<List<String>> serials = Stream
			.of("serial=" + SERIAL, "0x" + SERIAL, SERIAL.replaceAll("(..)(?=.)", "$1:"), SERIAL.toLowerCase(),
					SERIAL.replaceAll("(..)(?=.)", "$1 "), "serial=" + SERIAL + "\n", "Serial Number: " + SERIAL)
			.map((value) -> List.of("merchant-serial-number", value));
		String key = KeyMaterial.privateKey(FakeWechatPay.MERCHANT_KEYS);
		Stream<List<String>> keys = Stream
			.of("\"" + key + "\"", "\uFEFF" + key, key.replace("\n", "\\n"), key.replace("\n", "\r\n"),
					key.replace("\n", "\u200B\n\u00A0"), key.replace(' ', '\u00A0'), key.replace("\n", " "),
					"Bag Attributes\n    friendlyName: Tenpay, Certificate\nKey Attributes: <No Attributes>\n" + key)
			.map((value) -> List.of("merchant-private-key", value));
		return Stream.of(copied, inside, serials, keys)
			.flatMap((each) -> each)
			.map((each) -> Arguments.of(each.get(0), each.get(1)));
	}

	@ParameterizedTest
	@CsvSource({ "merchant-id, 19000O9191, a letter at position 6", "merchant-id, 1900 009191, SPACE (U+0020)",
			"merchant-id, 1900009191号, U+53F7", "merchant-id, 1900＄009191, DOLLAR SIGN (U+0024) at position 5",
			"merchant-serial-number, 3775B6G45ACD588826D15E583A95F5DD1498A365, a letter at position 7",
			"merchant-serial-number, 3775B6–45ACD588826D15E583A95F5DD1498A365, EN DASH (U+2013) at position 7",
			"platform-public-key-id, PUB_KEY_ID–0114232134912410000000000000, EN DASH (U+2013) at position 11" })
	void saysWhichCharacterIsWrongAndWhere(String property, String value, String found) {
		set(property, value);
		assertThat(problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.property()).isEqualTo("wechatpay." + property);
			assertThat(problem.found()).contains(found).doesNotContain(value);
		});
	}

	@Test
	void quotesAndInvisibleCharactersAreNoValue() {
		set("merchant-id", "\"\u200B\"");
		assertThat(problems()).singleElement().satisfies((problem) -> assertThat(problem.found()).isEqualTo("Empty."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s", NAMES + "%s", "%s" + NAMES, "Bag Attributes\n    localKeyID: 01 \n" + NAMES + "%s",
			NAMES + "%1$s\n" + NAMES + "%1$s" })
	void aListInOneValueIsNotTornAtTheCommasOfNames(String form) {
		String pem = certificate(Duration.ofDays(-10), Duration.ofDays(100));
		set("platform-certificates", form.formatted(pem));
		assertThat(read().platformKeys().certificates()).isNotEmpty()
			.allSatisfy((certificate) -> assertThat(certificate.serialNumber()).hasToString(CERTIFICATE_SERIAL));
	}

	@Test
	void aListInOneValueMayStillHaveLocations() {
		set("platform-certificates", "file:missing-1.pem, " + NAMES
				+ certificate(Duration.ofDays(-10), Duration.ofDays(1)) + ",file:missing-2.pem");
		assertThat(problems()).extracting(Problem::found)
			.satisfiesExactly((found) -> assertThat(found).contains("missing-1.pem"),
					(found) -> assertThat(found).contains("missing-2.pem"));
	}

	@Test
	void aListInOneValueWithoutACertificateIsTold() {
		set("platform-certificates", "subject=C = CN, O = Tenpay.com");
		assertThat(problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.found()).contains("neither a location"));
	}

	@Test
	void oneExpiredCertificateBesideAValidOneIsOnlyToldOf(CapturedOutput output) {
		set("platform-certificates[0]", certificate(Duration.ofDays(-1800), Duration.ofDays(-1)));
		set("platform-certificates[1]", certificate(Duration.ofDays(-10), Duration.ofDays(100)));
		assertThat(read().platformKeys().certificates()).extracting(KeyCertificate::isOfPlatform)
			.containsExactly(true, true);
		assertThat(output).containsOnlyOnce("in wechatpay.platform-certificates[0] is not used: it expired at");
	}

	@Test
	void oneCertificateThatHasNotBegunBesideAValidOneIsOnlyToldOf(CapturedOutput output) {
		set("platform-certificates[0]", certificate(Duration.ofDays(-10), Duration.ofDays(100)));
		set("platform-certificates[1]", certificate(Duration.ofDays(5), Duration.ofDays(1800)));
		read();
		assertThat(output)
			.containsOnlyOnce("in wechatpay.platform-certificates[1] is not used: it is not valid before");
	}

	@Test
	void allCertificatesOutOfTheirTimeAreRefused() {
		set("platform-certificates[0]", certificate(Duration.ofDays(-1800), Duration.ofDays(-1)));
		set("platform-certificates[1]", certificate(Duration.ofDays(5), Duration.ofDays(1800)));
		assertThat(problems()).extracting(Problem::found)
			.satisfiesExactly((found) -> assertThat(found).contains("expired at"),
					(found) -> assertThat(found).contains("not valid before"));
	}

	private static String certificate(Duration start, Duration expiry) {
		return KeyMaterial.platformCertificate(FakeWechatPay.PLATFORM_KEYS, CERTIFICATE_SERIAL,
				Instant.now().plus(start), Instant.now().plus(expiry));
	}

	private static String fullWidth(String text) {
		return text.chars().mapToObj((character) -> Character.toString(character + 0xFEE0)).reduce("", String::concat);
	}

	private void set(String property, String value) {
		this.values.put("wechatpay." + property, value);
	}

	private MerchantSettings read() {
		WechatPayProperties properties = new Binder(new MapConfigurationPropertySource(this.values))
			.bindOrCreate("wechatpay", WechatPayProperties.class);
		return ConfiguredWechatPay.read(properties, new DefaultResourceLoader(), null);
	}

	private List<Problem> problems() {
		return catchThrowableOfType(InvalidWechatPayConfigurationException.class, this::read).problems();
	}

}
