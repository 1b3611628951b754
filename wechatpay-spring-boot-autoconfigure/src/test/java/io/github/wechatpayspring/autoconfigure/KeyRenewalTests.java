package io.github.wechatpayspring.autoconfigure;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.key.RsaRequestSigner;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import io.github.wechatpayspring.merchant.MerchantSource;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.assembly.KeyWatcher;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys that change while the application runs.
 */
@ExtendWith(OutputCaptureExtension.class)
class KeyRenewalTests {

	private static final String MERCHANT_ID = FakeWechatPay.MERCHANT_ID;

	private static final String OLD_SERIAL = FakeWechatPay.MERCHANT_SERIAL;

	private static final String NEW_SERIAL = "3775B6A45ACD588826D15E583A95F5DD1498A365";

	private static final String OLD_ID = FakeWechatPay.PLATFORM_KEY_ID;

	private static final String NEW_ID = "PUB_KEY_ID_0117261620242025082900212360003201";

	private static final KeyPair OLD_KEYS = FakeWechatPay.MERCHANT_KEYS;

	private static final KeyPair NEW_KEYS = KeyMaterial.rsa();

	private static final KeyPair OLD_PLATFORM_KEYS = FakeWechatPay.PLATFORM_KEYS;

	private static final KeyPair NEW_PLATFORM_KEYS = KeyMaterial.rsa();

	@TempDir
	private Path directory;

	private Path merchantFile;

	private Path platformFile;

	private ApplicationContextRunner contextRunner;

	@BeforeEach
	void configureFiles() throws IOException {
		this.merchantFile = Files.writeString(this.directory.resolve("apiclient.pem"), merchant(OLD_KEYS, OLD_SERIAL));
		this.platformFile = Files.writeString(this.directory.resolve("pub_key.pem"),
				OLD_ID + "\n" + KeyMaterial.publicKey(OLD_PLATFORM_KEYS));
		this.contextRunner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class, SslAutoConfiguration.class))
			// tests look themselves
			.withPropertyValues("spring.ssl.bundle.watch.file.quiet-period=1d", "wechatpay.merchant-id=" + MERCHANT_ID,
					"wechatpay.merchant-private-key=file:" + this.merchantFile,
					"wechatpay.platform-public-key=" + this.platformFile);
	}

	@Test
	void takesOverANewKeyAndItsSerialNumber(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			write(this.merchantFile, merchant(NEW_KEYS, NEW_SERIAL));
			look(context, 2);
			assertThat(credentials(context)).isEqualTo(new MerchantCredentials(MERCHANT_ID, NEW_SERIAL,
					new RsaRequestSigner(NEW_KEYS.getPrivate()), credentials(context).expiry()));
			look(context, 3);
			assertThat(lines(output, "Took over the keys in " + this.merchantFile)).singleElement()
				.asString()
				.contains(" INFO ", NEW_SERIAL, OLD_ID);
			assertThat(output).doesNotContain("MII");
		});
	}

	@Test
	void takesOverANewPublicKeyAndItsId() {
		this.contextRunner.run((context) -> {
			write(this.platformFile, NEW_ID + "\n" + KeyMaterial.publicKey(NEW_PLATFORM_KEYS));
			look(context, 2);
			PlatformKeySource keys = ConfiguredWechatPay.platformKeys(context);
			assertThat(keys.current().preferred().id()).isEqualTo(NEW_ID);
			assertThat(keys.current().ids()).as("the former one still verifies")
				.containsExactlyInAnyOrder(NEW_ID, OLD_ID);
			assertThat(credentials(context).serialNumber()).isEqualTo(OLD_SERIAL);
		});
	}

	@Test
	void takesOverNewPlatformCertificates() throws IOException {
		String newSerial = "0C4AEF34B89340881BB2B25226393DC2E47F094B";
		String oldSerial = "5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC";
		Path file = Files.writeString(this.directory.resolve("wechatpay.pem"),
				platformCertificate(OLD_PLATFORM_KEYS, oldSerial));
		this.contextRunner
			.withPropertyValues("wechatpay.platform-public-key=", "wechatpay.platform-certificates=file:" + file)
			.run((context) -> {
				PlatformKeySource keys = ConfiguredWechatPay.platformKeys(context);
				assertThat(keys.current().ids()).containsExactly(oldSerial);
				write(file, platformCertificate(NEW_PLATFORM_KEYS, newSerial));
				look(context, 2);
				assertThat(keys.current().preferred().id()).isEqualTo(newSerial);
				assertThat(keys.current().ids()).containsExactlyInAnyOrder(oldSerial, newSerial);
			});
	}

	@Test
	void waitsUntilAFileIsWritten(CapturedOutput output) {
		String content = merchant(NEW_KEYS, NEW_SERIAL);
		this.contextRunner.run((context) -> {
			for (int part = 1; part <= 4; part++) {
				write(this.merchantFile, content.substring(0, content.length() * part / 4));
				look(context, 1);
				assertThat(credentials(context).serialNumber()).isEqualTo(OLD_SERIAL);
			}
			look(context, 1);
			assertThat(credentials(context).serialNumber()).isEqualTo(NEW_SERIAL);
			assertThat(output).doesNotContain("not taken over");
		});
	}

	@Test
	void keepsTheKeyWhileTheNewOneIsBrokenAndSaysSoOnce(CapturedOutput output) {
		String content = merchant(NEW_KEYS, NEW_SERIAL);
		this.contextRunner.run((context) -> {
			write(this.merchantFile, content.substring(0, content.length() / 4));
			look(context, 5);
			assertThat(credentials(context).serialNumber()).isEqualTo(OLD_SERIAL);
			assertThat(lines(output, "not taken over")).singleElement()
				.asString()
				.contains(" WARN ", "The keys in " + this.merchantFile + " changed",
						"signed under the certificate with serial number " + OLD_SERIAL,
						"wechatpay.merchant-private-key: \"file:" + this.merchantFile
								+ "\": PEM text with a \"-----BEGIN",
						"it seems to be cut short");
			Files.delete(this.merchantFile);
			look(context, 5);
			assertThat(lines(output, "not taken over")).hasSize(2).last().asString().contains("does not exist");
			write(this.merchantFile, content);
			look(context, 2);
			assertThat(credentials(context).serialNumber()).isEqualTo(NEW_SERIAL);
			assertThat(output).doesNotContain("MII");
		});
	}

	@Test
	void saysNothingWhenTheKeysStayTheSame(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			// a certificate that is made later would expire later
			String content = Files.readString(this.merchantFile);
			write(this.merchantFile, "a comment\n" + content);
			look(context, 3);
			Files.delete(this.merchantFile);
			look(context, 1);
			write(this.merchantFile, content);
			look(context, 3);
			assertThat(output).doesNotContain("Took over").doesNotContain("not taken over");
		});
	}

	@Test
	void takesOverAllKeysOrNone(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			write(this.merchantFile, merchant(NEW_KEYS, NEW_SERIAL));
			write(this.platformFile, NEW_ID + "\n" + KeyMaterial.publicKey(NEW_KEYS));
			look(context, 2);
			assertThat(credentials(context).serialNumber()).isEqualTo(OLD_SERIAL);
			assertThat(ConfiguredWechatPay.platformKeys(context).current().ids()).containsExactly(OLD_ID);
			assertThat(output).contains("The keys in " + this.merchantFile + ", " + this.platformFile,
					"wechatpay.platform-public-key: The merchant's own public key");
			write(this.platformFile, NEW_ID + "\n" + KeyMaterial.publicKey(NEW_PLATFORM_KEYS));
			look(context, 2);
			assertThat(credentials(context).serialNumber()).isEqualTo(NEW_SERIAL);
			assertThat(ConfiguredWechatPay.platformKeys(context).current().preferred().id()).isEqualTo(NEW_ID);
		});
	}

	@Test
	void followsTheLinksOfKubernetes() throws IOException {
		Path volume = Files.createDirectory(this.directory.resolve("volume"));
		release(volume, "..2026_11_20", merchant(OLD_KEYS, OLD_SERIAL));
		Path key = Files.createSymbolicLink(volume.resolve("apiclient.pem"), Path.of("..data", "apiclient.pem"));
		this.contextRunner.withPropertyValues("wechatpay.merchant-private-key=file:" + key).run((context) -> {
			release(volume, "..2026_11_21", merchant(NEW_KEYS, NEW_SERIAL));
			look(context, 2);
			assertThat(credentials(context).serialNumber()).isEqualTo(NEW_SERIAL);
		});
	}

	@Test
	void refusesAnotherPrivateKeyUnderTheSameSerialNumber(CapturedOutput output) {
		write(this.merchantFile, KeyMaterial.privateKey(OLD_KEYS));
		this.contextRunner.withPropertyValues("wechatpay.merchant-serial-number=" + OLD_SERIAL).run((context) -> {
			write(this.merchantFile, KeyMaterial.privateKey(NEW_KEYS));
			look(context, 2);
			assertThat(credentials(context).signer()).isEqualTo(new RsaRequestSigner(OLD_KEYS.getPrivate()));
			assertThat(output).contains("Another private key, while the serial number is still " + OLD_SERIAL,
					"Put the new certificate beside the key and leave merchant-serial-number out, or use ssl-bundle");
		});
	}

	@Test
	void refusesACertificateOfAnotherSerialNumberThanTheConfiguredOne(CapturedOutput output) {
		this.contextRunner.withPropertyValues("wechatpay.merchant-serial-number=" + OLD_SERIAL).run((context) -> {
			write(this.merchantFile, merchant(NEW_KEYS, NEW_SERIAL));
			look(context, 2);
			assertThat(credentials(context).serialNumber()).isEqualTo(OLD_SERIAL);
			assertThat(output).contains("has the serial number " + NEW_SERIAL, "Leave merchant-serial-number out");
		});
	}

	@Test
	void refusesAnotherPublicKeyUnderTheSameId(CapturedOutput output) {
		this.contextRunner.withPropertyValues("wechatpay.platform-public-key-id=" + OLD_ID).run((context) -> {
			write(this.platformFile, KeyMaterial.publicKey(NEW_PLATFORM_KEYS));
			look(context, 2);
			assertThat(output).contains("wechatpay.platform-public-key: Another key, while the id is still " + OLD_ID,
					"Put the new id above the key and leave platform-public-key-id out");
			write(this.merchantFile, merchant(NEW_KEYS, NEW_SERIAL));
			write(this.platformFile, KeyMaterial.publicKey(OLD_PLATFORM_KEYS));
			look(context, 2);
			assertThat(credentials(context).serialNumber()).isEqualTo(NEW_SERIAL);
		});
	}

	@Test
	void refusesTheKeyOfAnotherMerchant(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			write(this.merchantFile,
					KeyMaterial.privateKey(NEW_KEYS) + KeyMaterial.certificate(NEW_KEYS, "1900000001", NEW_SERIAL));
			look(context, 2);
			assertThat(credentials(context).serialNumber()).isEqualTo(OLD_SERIAL);
			assertThat(output).contains("the certificate of the private key is that of merchant 1900000001");
		});
	}

	@Test
	void refusesConnectionDetailsThatNameAnotherMerchantLater(CapturedOutput output) {
		Details details = new Details("file:" + this.merchantFile);
		this.contextRunner.withBean(WechatPayConnectionDetails.class, () -> details).run((context) -> {
			details.merchantId = "1900000001";
			write(this.merchantFile,
					KeyMaterial.privateKey(NEW_KEYS) + KeyMaterial.certificate(NEW_KEYS, "1900000001", NEW_SERIAL));
			look(context, 2);
			assertThat(credentials(context).merchantId()).isEqualTo(MERCHANT_ID);
			assertThat(output).contains("1900000001, which was " + MERCHANT_ID + " before");
		});
	}

	@Test
	void survivesConnectionDetailsThatFail(CapturedOutput output) {
		Details details = new Details("file:" + this.merchantFile);
		this.contextRunner.withBean(WechatPayConnectionDetails.class, () -> details).run((context) -> {
			details.merchantId = null;
			details.failure = () -> {
				throw new IllegalStateException("planted");
			};
			write(this.merchantFile, merchant(NEW_KEYS, NEW_SERIAL));
			look(context, 2);
			details.failure = () -> {
				throw new OutOfMemoryError("planted");
			};
			write(this.merchantFile, merchant(OLD_KEYS, NEW_SERIAL));
			look(context, 2);
			assertThat(credentials(context).serialNumber()).isEqualTo(OLD_SERIAL);
			assertThat(output)
				.contains("not taken over", "java.lang.IllegalStateException", "java.lang.OutOfMemoryError")
				.doesNotContain("planted");
		});
	}

	@Test
	void takesOverTheKeysOfNamedMerchants(CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.directory.resolve("brand-b.pem"), merchant(OLD_KEYS, OLD_SERIAL));
		String prefix = "wechatpay.merchants.brand-b.";
		this.contextRunner
			.withPropertyValues("spring.ssl.bundle.watch.file.quiet-period=20ms", prefix + "merchant-id=" + MERCHANT_ID,
					prefix + "merchant-private-key=file:" + file, prefix + "platform-public-key=" + this.platformFile)
			.run((context) -> {
				write(file, merchant(NEW_KEYS, NEW_SERIAL));
				Awaitility.await()
					.untilAsserted(() -> assertThat(lines(output, "Took over the keys in " + file)).singleElement()
						.asString()
						.contains(NEW_SERIAL));
				write(file, merchant(OLD_KEYS, NEW_SERIAL));
				Awaitility.await()
					.untilAsserted(() -> assertThat(lines(output, "not taken over")).singleElement()
						.asString()
						.contains("wechatpay.merchants.brand-b.merchant-private-key: Another private key"));
				assertThat(credentials(context).serialNumber()).isEqualTo(OLD_SERIAL);
			});
		Awaitility.await().untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	@Test
	void watchesTheFilesOfAMerchantUntilItIsRemoved() {
		Map<String, MerchantConfiguration> rows = new ConcurrentHashMap<>();
		rows.put("brand-c",
				MerchantConfiguration.builder("brand-c")
					.merchantId(MERCHANT_ID)
					.merchantPrivateKey("file:" + this.merchantFile)
					.platformPublicKey(this.platformFile.toString())
					.build());
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class))
			.withBean(MerchantSource.class, () -> () -> List.copyOf(rows.values()))
			.run((context) -> {
				assertThat(threads()).hasSize(1);
				context.getBean(WechatPay.class).refresh("brand-c");
				Awaitility.await().untilAsserted(() -> assertThat(threads()).hasSize(1));
				rows.clear();
				context.getBean(WechatPay.class).refresh();
				Awaitility.await().untilAsserted(() -> assertThat(threads()).isEmpty());
			});
	}

	@Test
	void takesOverAnUpdatedSslBundle(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("wechatpay.merchant-private-key=", "wechatpay.ssl-bundle=merchant",
					"spring.ssl.bundle.pem.merchant.keystore.certificate="
							+ KeyMaterial.certificate(OLD_KEYS, MERCHANT_ID, OLD_SERIAL),
					"spring.ssl.bundle.pem.merchant.keystore.private-key=" + KeyMaterial.privateKey(OLD_KEYS))
			.run((context) -> {
				SslBundleRegistry registry = context.getBean(SslBundleRegistry.class);
				registry.updateBundle("merchant", bundle(OLD_KEYS, NEW_KEYS));
				assertThat(credentials(context).serialNumber()).isEqualTo(OLD_SERIAL);
				assertThat(lines(output, "not taken over")).singleElement()
					.asString()
					.contains("The keys in the SSL bundle \"merchant\" changed",
							"wechatpay.ssl-bundle: A private key for RSA beside the certificate of another one");
				registry.updateBundle("merchant", bundle(NEW_KEYS, NEW_KEYS));
				assertThat(credentials(context)).isEqualTo(new MerchantCredentials(MERCHANT_ID, NEW_SERIAL,
						new RsaRequestSigner(NEW_KEYS.getPrivate()), credentials(context).expiry()));
				assertThat(output).contains("Took over the keys in the SSL bundle \"merchant\"")
					.doesNotContain("may be in use by a technology that doesn't support SSL reloading");
			});
	}

	@Test
	void noticesChangesByItselfAndStopsWithTheApplication() {
		this.contextRunner.withPropertyValues("spring.ssl.bundle.watch.file.quiet-period=20ms").run((context) -> {
			assertThat(threads()).hasSize(1).allMatch(Thread::isDaemon);
			write(this.merchantFile, merchant(NEW_KEYS, NEW_SERIAL));
			Awaitility.await()
				.untilAsserted(() -> assertThat(credentials(context).serialNumber()).isEqualTo(NEW_SERIAL));
		});
		Awaitility.await().untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	@Test
	void watchesInAnApplicationThatIsInitializedLazily() {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				assertThat(ConfiguredWechatPay.credentials(context).serialNumber()).isEqualTo(OLD_SERIAL);
				assertThat(context.getBean(KeyWatcher.class).isWatching()).isTrue();
			});
	}

	@Test
	void watchesNothingWhenItIsSwitchedOff() {
		this.contextRunner.withPropertyValues("wechatpay.reload-on-update=false").run((context) -> {
			assertThat(context.getBean(KeyWatcher.class).isWatching()).isFalse();
			assertThat(threads()).isEmpty();
		});
	}

	@Test
	void hasNoThreadWithoutFiles() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class))
			.withPropertyValues(ConfiguredWechatPay.properties())
			.run((context) -> {
				assertThat(context.getBean(KeyWatcher.class).isWatching()).isFalse();
				assertThat(threads()).isEmpty();
			});
	}

	@Test
	void renewsTheKeysOfWechatPayBesideASignerOfTheApplication() {
		RequestSigner signer = new RsaRequestSigner(OLD_KEYS.getPrivate());
		this.contextRunner.withBean(RequestSigner.class, () -> signer)
			.withPropertyValues("wechatpay.merchant-serial-number=" + OLD_SERIAL)
			.run((context) -> {
				write(this.platformFile, NEW_ID + "\n" + KeyMaterial.publicKey(NEW_PLATFORM_KEYS));
				look(context, 2);
				assertThat(ConfiguredWechatPay.platformKeys(context).current().preferred().id()).isEqualTo(NEW_ID);
				assertThat(credentials(context).signer()).isSameAs(signer);
			});
	}

	@Test
	void keepsTheKeyWhileTheNewFileIsTooLarge(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			try (RandomAccessFile disk = new RandomAccessFile(this.merchantFile.toFile(), "rw")) {
				disk.setLength(3L * 1024 * 1024 * 1024);
			}
			look(context, 5);
			assertThat(credentials(context).serialNumber()).isEqualTo(OLD_SERIAL);
			assertThat(lines(output, "not taken over")).singleElement().asString().contains("has more than 64 KB");
			write(this.merchantFile, merchant(NEW_KEYS, NEW_SERIAL));
			look(context, 2);
			assertThat(credentials(context).serialNumber()).isEqualTo(NEW_SERIAL);
		});
	}

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void waitsForNoPipeInPlaceOfAFile(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			Files.delete(this.merchantFile);
			assertThat(new ProcessBuilder("mkfifo", this.merchantFile.toString()).inheritIO().start().waitFor())
				.isZero();
			look(context, 5);
			assertThat(lines(output, "not taken over")).singleElement().asString().contains("is not a regular file");
		});
	}

	private static void look(BeanFactory context, int times) {
		KeyWatcher watcher = context.getBean(KeyWatcher.class);
		for (int i = 0; i < times; i++) {
			watcher.look();
		}
	}

	private static MerchantCredentials credentials(BeanFactory context) {
		return ConfiguredWechatPay.credentials(context);
	}

	private static String merchant(KeyPair keys, String serialNumber) {
		return KeyMaterial.certificate(keys, MERCHANT_ID, serialNumber) + KeyMaterial.privateKey(keys);
	}

	private static String platformCertificate(KeyPair keys, String serialNumber) {
		return KeyMaterial.platformCertificate(keys, serialNumber, Instant.now().minus(Duration.ofDays(10)),
				Instant.now().plus(Duration.ofDays(100)));
	}

	private static SslBundle bundle(KeyPair certified, KeyPair keys) {
		PemSslStoreDetails details = PemSslStoreDetails
			.forCertificate(KeyMaterial.certificate(certified, MERCHANT_ID, NEW_SERIAL))
			.withPrivateKey(KeyMaterial.privateKey(keys));
		return SslBundle.of(new PemSslStoreBundle(details, null));
	}

	private static void release(Path volume, String name, String content) throws IOException {
		write(Files.createDirectory(volume.resolve(name)).resolve("apiclient.pem"), content);
		Path link = Files.createSymbolicLink(volume.resolve("..data_tmp"), Path.of(name));
		Files.move(link, volume.resolve("..data"), StandardCopyOption.REPLACE_EXISTING);
	}

	private static void write(Path file, String content) {
		try {
			Files.writeString(file, content);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> lines(CapturedOutput output, String text) {
		return Pattern.compile("\\R").splitAsStream(output.getAll()).filter((line) -> line.contains(text)).toList();
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("wechatpay-keys"))
			.collect(Collectors.toSet());
	}

	/**
	 * Connection details that change.
	 */
	private static final class Details extends ConfiguredWechatPay.Details {

		private final String privateKey;

		private String merchantId = MERCHANT_ID;

		private Runnable failure = () -> {
		};

		Details(String privateKey) {
			this.privateKey = privateKey;
		}

		@Override
		public String getMerchantId() {
			this.failure.run();
			return this.merchantId;
		}

		@Override
		public String getMerchantSerialNumber() {
			return null;
		}

		@Override
		public String getMerchantPrivateKey() {
			return this.privateKey;
		}

	}

}
