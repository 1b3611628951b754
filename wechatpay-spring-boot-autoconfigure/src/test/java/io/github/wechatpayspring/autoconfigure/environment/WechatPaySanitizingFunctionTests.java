package io.github.wechatpayspring.autoconfigure.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.key.KeyMaterial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class WechatPaySanitizingFunctionTests {

	private static final String PEM = KeyMaterial.privateKey(FakeWechatPay.MERCHANT_KEYS);

	private static final String BODY = PEM.replaceAll("-----[A-Z ]+-----|\\s", "");

	private static final String V3_KEY = "pLaNtEd0123456789aBcDeFgHiJkLmN+";

	private static final String KEY_PROPERTY = "wechatpay.merchant-private-key";

	private static final String V3_PROPERTY = "wechatpay.api-v3-key";

	private final AtomicInteger resolved = new AtomicInteger();

	private final MockEnvironment environment = new MockEnvironment() {

		@Override
		public String resolvePlaceholders(String text) {
			WechatPaySanitizingFunctionTests.this.resolved.incrementAndGet();
			return super.resolvePlaceholders(text);
		}

	};

	private final WechatPaySanitizingFunction function = new WechatPaySanitizingFunction(this.environment, List::of);

	@ParameterizedTest
	@MethodSource("placeholders")
	void hidesWhatThePlaceholdersOfASecretReferTo(String secret, String value, Map<String, String> variables) {
		this.environment.setProperty(secret, value);
		variables.forEach(this.environment::setProperty);
		this.environment.setProperty("stage", "test");
		assertThat(variables).allSatisfy((name, variable) -> assertThat(isShown(name, variable)).isFalse());
		assertThat(isShown("stage", "test")).isTrue();
		assertThat(isShown("OTHER", "1900007291")).isTrue();
	}

	static Stream<Object[]> placeholders() {
		String base64 = base64(PEM);
		Map<String, String> halves = Map.of("HALF_1", PEM.substring(0, 800), "HALF_2", PEM.substring(800));
		Map<String, String> both = Map.of("A", base64, "B", base64(PEM + "\n"));
		return Stream.of(placeholder("base64:${SHOP_KEY_B64}", Map.of("SHOP_KEY_B64", base64)),
				placeholder("base64:${shop.key-b64}", Map.of("SHOP_KEYB64", base64)),
				placeholder("${SHOP_KEY}", Map.of("SHOP_KEY", "base64:" + base64)),
				placeholder("${SHOP_KEY}", Map.of("SHOP_KEY", PEM)),
				placeholder("${SHOP_KEY}", Map.of("SHOP_KEY", PEM.replace("\n", "\\n"))),
				placeholder("${SHOP_KEY}", Map.of("SHOP_KEY", PEM.replace("\n", " "))),
				placeholder("-----BEGIN PRIVATE KEY-----${BODY}-----END PRIVATE KEY-----", Map.of("BODY", BODY)),
				placeholder("${HALF_1}${HALF_2}", halves), placeholder("base64:${A:${B}}", both),
				placeholder("base64:${MISSING:${B}}", Map.of("B", base64)),
				placeholder("base64:${keys.${stage}}", Map.of("keys.test", base64)),
				placeholder("${X}", Map.of("X", "base64:${Y}", "Y", base64)),
				placeholder("${X}", Map.of("X", "${Y}", "Y", "${X}")),
				new Object[] { V3_PROPERTY, "${V3}", Map.of("V3", V3_KEY) },
				new Object[] { V3_PROPERTY, "${V3_1}${V3_2}",
						Map.of("V3_1", V3_KEY.substring(0, 4), "V3_2", V3_KEY.substring(4)) },
				new Object[] { "WECHATPAY_MERCHANTS_SHOP_APIV3KEY", "${V3:short}", Map.of("V3", V3_KEY) },
				new Object[] { "wechatpay.merchants.shop.merchantPrivateKey", "base64:${B64}", Map.of("B64", base64) },
				new Object[] { "wechatpay.merchants[0].api_v3_key", "${V3}", Map.of("V3", V3_KEY) });
	}

	private static Object[] placeholder(String value, Map<String, String> variables) {
		return new Object[] { KEY_PROPERTY, value, variables };
	}

	@ParameterizedTest
	@MethodSource("texts")
	void hidesAValueThatHoldsASecretOrAPartOfOne(String text) {
		this.environment.setProperty("wechatpay.merchants.shop.merchant-private-key", "base64:" + base64(PEM));
		this.environment.setProperty(V3_PROPERTY, V3_KEY);
		assertThat(isShown("OTHER", text)).isFalse();
		assertThat(isShown("other.list[0]", new StringBuilder(text))).isFalse();
	}

	static Stream<String> texts() {
		JsonMapper json = JsonMapper.shared();
		return Stream.of(PEM, PEM.replace("\n", "\\n"), PEM.replace("\n", "\\\\n"), PEM.replace("\n", ""), BODY,
				BODY.substring(100, 160), BODY.substring(200, 216), BODY.replaceAll("(.{76})", "$1\r\n"), base64(PEM),
				"base64:" + base64(PEM), base64(PEM).substring(50, 500), base64(PEM).replaceAll("(.{76})", "$1\n"),
				base64(PEM.replace("\n", "\r\n")), base64(PEM.replace("PRIVATE", "RSA PRIVATE")),
				json.writeValueAsString(Map.of("wechatpay", Map.of("merchant-private-key", PEM))),
				json.writeValueAsString(Map.of("k", "base64:" + base64(PEM).replace("/", "\\/"))),
				"{\"k\":\"" + BODY.replace("/", "\\/").replace("+", "\\u002b") + "\"}",
				"wechatpay:\n  merchant-private-key: |\n" + PEM.indent(4),
				"wechatpay.merchant-private-key=" + PEM.replace("\n", "\\n\\\n  ") + "\nother=1",
				"java -Dwechatpay.merchant-private-key=base64:" + base64(PEM) + " -jar app.jar", V3_KEY,
				V3_KEY.substring(10, 28), "app.jar --wechatpay.api-v3-key=" + V3_KEY + " --debug",
				"C:\\users\\" + V3_KEY, "[" + V3_KEY + ", other]",
				json.writeValueAsString(Map.of("wechatpay", Map.of("api-v3-key", V3_KEY))));
	}

	@Test
	void hidesAnEscapedApiV3Key() {
		String key = "nasty\\new\"key/with\\u0041all0123.,;";
		this.environment.setProperty(V3_PROPERTY, key);
		assertThat(isShown("OTHER", key)).isFalse();
		assertThat(isShown("OTHER", JsonMapper.shared().writeValueAsString(Map.of("k", key)))).isFalse();
	}

	@Test
	void showsWhatOnlyLooksAlike() {
		this.environment.setProperty(KEY_PROPERTY, PEM + KeyMaterial.publicKey(FakeWechatPay.PLATFORM_KEYS));
		this.environment.setProperty(V3_PROPERTY, "${WECHATPAY_V3_KEY_OF_THE_SHOP}");
		assertThat(Stream.of(KeyMaterial.publicKey(FakeWechatPay.PLATFORM_KEYS),
				base64(KeyMaterial.publicKey(FakeWechatPay.PLATFORM_KEYS)), "base64:", "MIIEvQ", "PRIVATE",
				"/usr/bin:/bin", "${WECHATPAY_V3_KEY_OF_THE_SHOP}", "", "1900007291", "\\u12"))
			.allSatisfy((text) -> assertThat(isShown("OTHER", text)).isTrue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "file:${KEY_DIRECTORY}/apiclient_key.pem", "${KEY_DIRECTORY}/apiclient_key.pem",
			"classpath:${KEY_DIRECTORY}/apiclient" })
	void showsTheVariablesOfALocation(String location) {
		this.environment.setProperty(KEY_PROPERTY, location);
		this.environment.setProperty("KEY_DIRECTORY", "/run/secrets/wechatpay");
		assertThat(isShown("KEY_DIRECTORY", "/run/secrets/wechatpay")).isTrue();
		assertThat(isShown(KEY_PROPERTY, location)).isFalse();
	}

	@Test
	void hidesWhatIsOverridden() {
		this.environment.getPropertySources()
			.addLast(new MapPropertySource("old",
					Map.of(KEY_PROPERTY, "base64:${OLD_KEY}", V3_PROPERTY, "${OLD_V3:" + V3_KEY + "}")));
		this.environment.setProperty(KEY_PROPERTY, "file:/run/secrets/apiclient_key.pem");
		this.environment.setProperty("OLD_KEY", base64(PEM));
		this.environment.setProperty("OLD_V3", "another-key-0123456789");
		assertThat(isShown("OLD_KEY", base64(PEM))).isFalse();
		assertThat(isShown("OTHER", base64(PEM))).isFalse();
		assertThat(isShown("OTHER", "another-key-0123456789")).isFalse();
		assertThat(isShown("OTHER", V3_KEY)).isFalse();
	}

	@Test
	void hidesEachSpellingOfOneSource() {
		this.environment.setProperty("WECHATPAY_APIV3KEY", "${V3_1}");
		this.environment.setProperty("WECHATPAY_API_V3_KEY", "${V3_2}");
		this.environment.setProperty("V3_1", V3_KEY);
		this.environment.setProperty("V3_2", "another-key-0123456789");
		assertThat(isShown("OTHER", V3_KEY)).isFalse();
		assertThat(isShown("OTHER", "another-key-0123456789")).isFalse();
	}

	@Test
	void hidesWhatOpensTheSslBundleOfAMerchant() {
		this.environment.setProperty("wechatpay.ssl-bundle", "${BUNDLE}");
		this.environment.setProperty("wechatpay.merchants.b.ssl-bundle", "shop-b");
		this.environment.setProperty("BUNDLE", "shop-a");
		Map<String, String> properties = Map.of("spring.ssl.bundle.jks.shop-a.keystore.password", "1900007291",
				"spring.ssl.bundle.jks.shop-a.key.password", "${PASSWORD}", "PASSWORD", "secret",
				"spring.ssl.bundle.jks.shop-a.keystore.location", "base64:" + base64("a PKCS#12 file, in truth"),
				"spring.ssl.bundle.pem.shopB.keystore.private-key-password", "secret");
		properties.forEach(this.environment::setProperty);
		this.environment.setProperty("spring.ssl.bundle.pem.shopB.keystore.private-key", "classpath:key.pem");
		assertThat(properties).allSatisfy((name, value) -> assertThat(isShown(name, value)).isFalse());
		assertThat(isShown("spring.ssl.bundle.jks.shop-a.keystore.location", "classpath:key.p12")).isFalse();
		assertThat(isShown("spring.ssl.bundle.pem.shopB.keystore.private-key", "classpath:key.pem")).isTrue();
		assertThat(isShown("spring.ssl.bundle.jks.other.keystore.password", "secret")).isTrue();
		assertThat(isShown("wechatpay.merchant-id", "1900007291")).isTrue();
	}

	@Test
	void hidesFilesOfAConfigTree(@TempDir Path directory) throws IOException {
		Files.writeString(directory.resolve("shop-key"), base64(PEM));
		Files.writeString(directory.resolve(V3_PROPERTY), V3_KEY);
		ConfigTreePropertySource tree = new ConfigTreePropertySource("tree", directory);
		this.environment.getPropertySources().addLast(tree);
		this.environment.setProperty(KEY_PROPERTY, "base64:${shop-key}");
		assertThat(isShown("shop-key", tree.getProperty("shop-key"))).isFalse();
		assertThat(isShown("OTHER", tree.getProperty("shop-key"))).isFalse();
		assertThat(isShown("OTHER", tree.getProperty(V3_PROPERTY))).isFalse();
	}

	@Test
	void hidesSecretsOfASourceThatDoesNotTellItsNames() {
		this.environment.getPropertySources().addLast(new PropertySource<>("vault", new Object()) {

			@Override
			public Object getProperty(String name) {
				return (name.equals(V3_PROPERTY)) ? V3_KEY : null;
			}

		});
		assertThat(isShown("OTHER", V3_KEY)).isFalse();
	}

	@Test
	void noticesASecretThatChangesWhileTheApplicationRuns() {
		Map<String, Object> changing = new HashMap<>(Map.of(V3_PROPERTY, "${V3}", "V3", V3_KEY));
		this.environment.getPropertySources().addLast(new MapPropertySource("changing", changing));
		assertThat(isShown("OTHER", "renewed-key-0123456789")).isTrue();
		changing.put("V3", "renewed-key-0123456789");
		assertThat(isShown("OTHER", "renewed-key-0123456789")).isFalse();
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("new", Map.of("wechatpay.merchants.new.api-v3-key", "${NEW_V3}")));
		this.environment.setProperty("NEW_V3", "newest-key-0123456789");
		assertThat(isShown("OTHER", "newest-key-0123456789")).isFalse();
		assertThat(isShown("NEW_V3", "newest-key-0123456789")).isFalse();
	}

	@Test
	void looksUpOnceWhatIsSecretAndAtNoOtherProperty() {
		Map<String, Object> properties = new HashMap<>();
		IntStream.range(0, 20)
			.forEach((i) -> properties.put("wechatpay.merchants.m%d.api-v3-key".formatted(i), "${V3_" + i + "}"));
		IntStream.range(0, 20).forEach((i) -> properties.put("V3_" + i, V3_KEY + i));
		IntStream.range(0, 300).forEach((i) -> properties.put("other.property-" + i, "value"));
		List<String> read = new ArrayList<>();
		this.environment.getPropertySources().addLast(new EnumerablePropertySource<>("counting", properties) {

			@Override
			public String[] getPropertyNames() {
				return properties.keySet().toArray(String[]::new);
			}

			@Override
			public Object getProperty(String name) {
				read.add(name);
				return properties.get(name);
			}

		});
		assertThat(isShown("V3_7", V3_KEY + 7)).isFalse();
		int once = this.resolved.get();
		IntStream.range(0, 300).forEach((i) -> assertThat(isShown("other.property-" + i, "a value")).isTrue());
		assertThat(this.resolved).hasValue(once);
		assertThat(read).isNotEmpty().noneMatch((name) -> name.startsWith("other."));
	}

	@Test
	void keepsSecretsOutOfItsOwnTexts() {
		this.environment.setProperty(V3_PROPERTY, "${V3:" + V3_KEY + "}");
		assertThat(PropertySecrets.of(this.environment, List.of(PEM)).toString()).contains("apiv3key")
			.doesNotContain(V3_KEY);
		assertThat(Placeholders.of("${V3:" + V3_KEY + "}", this.environment).toString()).contains("V3")
			.doesNotContain(V3_KEY);
	}

	private boolean isShown(String key, Object value) {
		Object shown = this.function.apply(new SanitizableData(new MapPropertySource("test", Map.of()), key, value))
			.getValue();
		assertThat(shown).isIn(value, SanitizableData.SANITIZED_VALUE);
		return value.equals(shown);
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
