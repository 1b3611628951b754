package io.github.wechatpayspring.autoconfigure.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.autoconfigure.ConfiguredWechatPay;
import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.merchant.assembly.KeyWatcher;
import io.github.wechatpayspring.merchant.assembly.Merchants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.autoconfigure.ConfigurationPropertiesRebinderAutoConfiguration;
import org.springframework.cloud.autoconfigure.RefreshAutoConfiguration;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.cloud.context.refresh.ContextRefresher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys in properties that change while the application runs.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationFollowerTests {

	private static final String OLD_SERIAL = FakeWechatPay.MERCHANT_SERIAL;

	private static final String NEW_SERIAL = "3775B6A45ACD588826D15E583A95F5DD1498A365";

	private static final String NEW_ID = "PUB_KEY_ID_0117261620242025082900212360003201";

	private static final KeyPair NEW_KEYS = KeyMaterial.rsa();

	private static final KeyPair NEW_PLATFORM_KEYS = KeyMaterial.rsa();

	@TempDir
	private Path directory;

	private final Map<String, String> values = new LinkedHashMap<>();

	@BeforeEach
	void configure() {
		put(ConfiguredWechatPay.properties());
	}

	@Test
	void followsAFileThatIsReadAgain(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = run()) {
			putNewKeys("wechatpay.");
			refresh(context);
			assertThat(serial(context)).isEqualTo(NEW_SERIAL);
			assertThat(ConfiguredWechatPay.platformKeys(context).current().preferred().id()).isEqualTo(NEW_ID);
			assertThat(output).containsOnlyOnce(
					"Took over the keys in wechatpay.merchant-private-key, wechatpay.merchant-serial-number, wechatpay.platform-public-key, wechatpay.platform-public-key-id: ")
				.doesNotContain("MII", "not before a restart");
		}
	}

	@Test
	void followsSecretsThatAreMountedAsAConfigTree() throws IOException {
		Path secrets = Files.createDirectory(this.directory.resolve("secrets"));
		Map<String, String> mounted = new LinkedHashMap<>(this.values);
		mounted.keySet().removeIf((name) -> !name.contains("key") && !name.contains("serial"));
		this.values.keySet().removeAll(mounted.keySet());
		this.values.put("spring.config.import", "configtree:" + secrets + "/");
		mount(secrets, mounted);
		try (ConfigurableApplicationContext context = run()) {
			putNewKeys("wechatpay.");
			mounted.replaceAll((name, value) -> this.values.remove(name));
			mount(secrets, mounted);
			refresh(context);
			assertThat(serial(context)).isEqualTo(NEW_SERIAL);
		}
	}

	@Test
	void takesOverAllKeysOrNone(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = run()) {
			putNewKeys("wechatpay.");
			this.values.put("wechatpay.platform-public-key", "-----BEGIN PUBLIC KEY-----");
			refresh(context);
			assertThat(serial(context)).isEqualTo(OLD_SERIAL);
			assertThat(ConfiguredWechatPay.platformKeys(context).current().preferred().id())
				.isEqualTo(FakeWechatPay.PLATFORM_KEY_ID);
			assertThat(output).containsOnlyOnce("changed but were not taken over")
				.contains("wechatpay.platform-public-key: PEM text");
			putNewKeys("wechatpay.");
			refresh(context);
			assertThat(serial(context)).isEqualTo(NEW_SERIAL);
		}
	}

	@Test
	void refusesAKeyWithoutItsSerialNumber(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = run()) {
			this.values.put("wechatpay.merchant-private-key", line(KeyMaterial.privateKey(NEW_KEYS)));
			refresh(context);
			assertThat(output).contains("Another private key, while the serial number is still " + OLD_SERIAL)
				.contains("change both at once");
			this.values.put("wechatpay.merchant-serial-number", NEW_SERIAL);
			refresh(context);
			assertThat(serial(context)).isEqualTo(NEW_SERIAL);
		}
	}

	@Test
	void followsWhatThePropertiesReferTo() throws IOException {
		this.values.put("shop.key", this.values.get("wechatpay.merchant-private-key"));
		this.values.put("shop.serial", OLD_SERIAL);
		this.values.put("wechatpay.merchant-private-key", "${shop.key}");
		this.values.put("wechatpay.merchant-serial-number", "${shop.serial}");
		try (ConfigurableApplicationContext context = run()) {
			this.values.put("shop.key", line(KeyMaterial.privateKey(NEW_KEYS)));
			this.values.put("shop.serial", NEW_SERIAL);
			refresh(context);
			assertThat(serial(context)).isEqualTo(NEW_SERIAL);
		}
	}

	@Test
	void followsToAnotherFileAndLooksIntoThatFromThenOn() throws IOException {
		try (ConfigurableApplicationContext context = run()) {
			Path file = Files.writeString(this.directory.resolve("apiclient.pem"), merchant(NEW_KEYS, NEW_SERIAL));
			this.values.put("wechatpay.merchant-private-key", "file:" + file);
			this.values.remove("wechatpay.merchant-serial-number");
			assertThat(context.getBean(KeyWatcher.class).isWatching()).isFalse();
			refresh(context);
			assertThat(serial(context)).isEqualTo(NEW_SERIAL);
			assertThat(context.getBean(KeyWatcher.class).isWatching()).isTrue();
			Files.writeString(file, merchant(FakeWechatPay.MERCHANT_KEYS, OLD_SERIAL));
			context.getBean(KeyWatcher.class).look();
			context.getBean(KeyWatcher.class).look();
			assertThat(serial(context)).isEqualTo(OLD_SERIAL);
		}
	}

	@Test
	void followsForNamedMerchantsWithoutADefaultOne(CapturedOutput output) throws IOException {
		this.values.clear();
		put(ConfiguredWechatPay.named("brand-b", "1900000002"));
		put(ConfiguredWechatPay.named("brand-c", "1900000003"));
		try (ConfigurableApplicationContext context = run()) {
			putNewKeys("wechatpay.merchants.brand-b.");
			refresh(context);
			assertThat(namedSerial(context, "brand-b")).isEqualTo(NEW_SERIAL);
			assertThat(namedSerial(context, "brand-c")).isEqualTo(OLD_SERIAL);
			assertThat(output)
				.containsOnlyOnce("Took over the keys in wechatpay.merchants.brand-b.merchant-private-key")
				.doesNotContain("brand-c");
		}
	}

	@Test
	void saysWhatOnlyARestartTakesOver(CapturedOutput output) throws IOException {
		put(ConfiguredWechatPay.named("brand-b", "1900000002"));
		try (ConfigurableApplicationContext context = run()) {
			this.values.put("wechatpay.appid", "wx1234567890abcdef");
			this.values.put("wechatpay.api-v3-key", "a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb");
			this.values.put("wechatpay.client.base-url", "https://example.com");
			this.values.put("wechatpay.client.retry.max-attempts", "2");
			this.values.put("wechatpay.merchants.brand-b.appid", "wx1234567890abcdef");
			put(ConfiguredWechatPay.named("brand-c", "1900000003"));
			refresh(context);
			assertThat(output).containsOnlyOnce(
					"Changed in the configuration, but not before a restart: wechatpay.api-v3-key, wechatpay.appid, wechatpay.client.base-url, wechatpay.client.retry.max-attempts, wechatpay.merchants.brand-b.appid, wechatpay.merchants.brand-c\n")
				.doesNotContain("Took over", "a7cde1");
			this.values.keySet().removeIf((name) -> name.startsWith("wechatpay.merchants.brand-b."));
			refresh(context);
			assertThat(output).containsOnlyOnce("but not before a restart: wechatpay.merchants.brand-b\n");
		}
	}

	@Test
	void keepsTheMerchantThatItCallsAs(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = run()) {
			putNewKeys("wechatpay.");
			this.values.put("wechatpay.merchant-id", "1900000009");
			refresh(context);
			assertThat(serial(context)).isEqualTo(OLD_SERIAL);
			assertThat(output).contains("Restart to call as another merchant.",
					"not before a restart: wechatpay.merchant-id");
		}
	}

	@Test
	void saysWhichPropertyCannotBeBound(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = run()) {
			putNewKeys("wechatpay.");
			this.values.put("wechatpay.client.read-timeout", "secret");
			refresh(context);
			assertThat(serial(context)).isEqualTo(OLD_SERIAL);
			assertThat(output).containsOnlyOnce("was not taken over: wechatpay.client.read-timeout cannot be bound")
				.doesNotContain("secret");
		}
	}

	@Test
	void saysNothingOfWhatIsNoneOfItsBusiness(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = run()) {
			this.values.put("shop.name", "Tea");
			refresh(context);
			assertThat(serial(context)).isEqualTo(OLD_SERIAL);
			assertThat(output).doesNotContain("Took over", "restart", "not taken over");
		}
	}

	@Test
	void saysThatSslBundlesInPropertiesNeedARestart(CapturedOutput output) {
		runner().run((context) -> {
			Map<String, Object> changed = Map.of("wechatpay.ssl-bundle", "wechatpay");
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("changed", changed));
			context.publishEvent(new EnvironmentChangeEvent(context,
					Set.of("wechatpay.ssl-bundle", "spring.ssl.bundle.pem.wechatpay.keystore.private-key")));
			assertThat(output).contains(
					"not before a restart: spring.ssl.bundle.pem.wechatpay.keystore.private-key, wechatpay.ssl-bundle");
		});
	}

	@Test
	void leavesConnectionDetailsOfTheApplicationAlone(CapturedOutput output) {
		runner().withBean(WechatPayConnectionDetails.class, ConfiguredWechatPay.Details::new).run((context) -> {
			Map<String, Object> changed = Map.of("wechatpay.merchant-serial-number", NEW_SERIAL);
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("changed", changed));
			context.publishEvent(new EnvironmentChangeEvent(context, changed.keySet()));
			assertThat(serial(context)).isEqualTo(OLD_SERIAL);
			assertThat(output).doesNotContain("Took over");
		});
	}

	@Test
	void needsNoSpringCloud() {
		runner().withClassLoader(new FilteredClassLoader("org.springframework.cloud"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(Merchants.class)
				.doesNotHaveBean("wechatpay.configurationChangeListener"));
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class,
					WechatPayConfigurationChangeAutoConfiguration.class))
			.withPropertyValues(ConfiguredWechatPay.properties());
	}

	private ConfigurableApplicationContext run() throws IOException {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application.run("--spring.config.location=file:" + write(),
				"--spring.ssl.bundle.watch.file.quiet-period=1d");
	}

	private void refresh(ConfigurableApplicationContext context) throws IOException {
		write();
		context.getBean(ContextRefresher.class).refresh();
	}

	private Path write() throws IOException {
		List<String> lines = new ArrayList<>();
		this.values.forEach((name, value) -> lines.add(name + "=" + value.replace("\\", "\\\\")));
		return Files.write(this.directory.resolve("application.properties"), lines);
	}

	private static void mount(Path secrets, Map<String, String> values) throws IOException {
		for (Map.Entry<String, String> each : values.entrySet()) {
			Files.writeString(secrets.resolve(each.getKey()), each.getValue() + "\n");
		}
	}

	private void put(String[] properties) {
		Arrays.stream(properties)
			.map((property) -> property.split("=", 2))
			.forEach((pair) -> this.values.put(pair[0], pair[1]));
	}

	private void putNewKeys(String prefix) {
		this.values.put(prefix + "merchant-serial-number", NEW_SERIAL);
		this.values.put(prefix + "merchant-private-key", line(KeyMaterial.privateKey(NEW_KEYS)));
		this.values.put(prefix + "platform-public-key-id", NEW_ID);
		this.values.put(prefix + "platform-public-key", line(KeyMaterial.publicKey(NEW_PLATFORM_KEYS)));
	}

	private static String merchant(KeyPair keys, String serialNumber) {
		return KeyMaterial.certificate(keys, FakeWechatPay.MERCHANT_ID, serialNumber) + KeyMaterial.privateKey(keys);
	}

	private static String line(String pem) {
		return pem.replace("\n", "\\n");
	}

	private static String serial(ConfigurableApplicationContext context) {
		return ConfiguredWechatPay.credentials(context).serialNumber();
	}

	private static String namedSerial(ConfigurableApplicationContext context, String name) {
		return ConfiguredWechatPay.merchant(context, name).status().credentials().serialNumber();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ WechatPayAutoConfiguration.class, WechatPayConfigurationChangeAutoConfiguration.class,
			RefreshAutoConfiguration.class, ConfigurationPropertiesRebinderAutoConfiguration.class })
	static class Application {

	}

}
