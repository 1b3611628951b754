package io.github.wechatpayspring.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.SendFavorCouponResponse;
import io.github.wechatpayspring.key.KeyMaterial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the JVM of an application loads while it starts.
 */
class StartUpTests {

	private static final Pattern LOADED = Pattern.compile("(?m)^\\[[^]]*\\](?:\\[[^]]*\\])* (\\S+) source:");

	// what RSA, EC and SM2 keys are made by or become
	private static final Pattern GENERATES_KEYS = Pattern
		.compile("sun\\.security\\.rsa\\.RSAKeyPairGenerator.*|sun\\.security\\.ec\\.ECPrivateKeyImpl"
				+ "|org\\.bouncycastle\\..*(KeyPairGenerator|KeyGenerator).*");

	// structures of keys and certificates, and the exceptions that methods declare
	private static final Pattern READS_KEYS = Pattern
		.compile("org\\.bouncycastle\\.((asn1|util|internal\\.asn1)\\..*|crypto\\.(CipherParameters|\\w+Exception))");

	@TempDir
	private Path directory;

	@Test
	void generatesNoKeyAndNeedsNeitherBouncyCastleNorWhatCallsAreMadeWith() throws Exception {
		List<String> loaded = start(KeyMaterial.privateKey(FakeWechatPay.MERCHANT_KEYS));
		assertThat(loaded).contains(FavorCouponService.class.getName(), "java.security.KeyFactory");
		assertThat(loaded).filteredOn((name) -> GENERATES_KEYS.matcher(name).matches()).isEmpty();
		assertThat(loaded).noneMatch((name) -> name.startsWith("org.bouncycastle."))
			.noneMatch((name) -> name.startsWith("io.github.bucket4j."))
			.doesNotContain("io.github.wechatpayspring.client.SigningInterceptor");
	}

	@Test
	void needsBouncyCastleOnlyToReadTheCertificateBesideTheKey() throws Exception {
		List<String> loaded = start(KeyMaterial.privateKey(FakeWechatPay.MERCHANT_KEYS) + KeyMaterial
			.certificate(FakeWechatPay.MERCHANT_KEYS, FakeWechatPay.MERCHANT_ID, FakeWechatPay.MERCHANT_SERIAL));
		assertThat(loaded).contains("org.bouncycastle.asn1.x509.Certificate");
		assertThat(loaded).filteredOn((name) -> GENERATES_KEYS.matcher(name).matches()).isEmpty();
		assertThat(loaded).filteredOn((name) -> name.startsWith("org.bouncycastle."))
			.allMatch((name) -> READS_KEYS.matcher(name).matches());
	}

	@Test
	void onceItIsReadyLoadsWhatTheFirstCallNeeds() throws Exception {
		List<String> loaded = start(KeyMaterial.privateKey(FakeWechatPay.MERCHANT_KEYS), "--ready");
		assertThat(loaded)
			.contains("io.github.wechatpayspring.client.SigningInterceptor",
					"io.github.wechatpayspring.key.platform.SignedMessage", SendFavorCouponResponse.class.getName())
			.anyMatch((name) -> name.startsWith("sun.security.ssl.SSLContextImpl"))
			.anyMatch((name) -> name.startsWith("sun.security.rsa.RSASignature"));
		assertThat(loaded).filteredOn((name) -> GENERATES_KEYS.matcher(name).matches()).isEmpty();
	}

	@Test
	void wouldNoticeAKeyThatIsGenerated() throws Exception {
		assertThat(run("generate")).anyMatch((name) -> GENERATES_KEYS.matcher(name).matches());
	}

	private List<String> start(String privateKeyPem, String... further) throws IOException, InterruptedException {
		Path privateKey = Files.writeString(this.directory.resolve("apiclient_key.pem"), privateKeyPem);
		Path publicKey = Files.writeString(this.directory.resolve("pub_key.pem"),
				KeyMaterial.publicKey(FakeWechatPay.PLATFORM_KEYS));
		List<String> arguments = new ArrayList<>(List.of("--wechatpay.merchant-id=" + FakeWechatPay.MERCHANT_ID,
				"--wechatpay.merchant-serial-number=" + FakeWechatPay.MERCHANT_SERIAL,
				"--wechatpay.merchant-private-key=file:" + privateKey,
				"--wechatpay.platform-public-key-id=" + FakeWechatPay.PLATFORM_KEY_ID,
				"--wechatpay.platform-public-key=file:" + publicKey,
				// a native provider is tried with a key of its own, which is no typical
				// start
				"--wechatpay.client.crypto-provider=jdk"));
		arguments.addAll(List.of(further));
		return run(arguments.toArray(String[]::new));
	}

	private List<String> run(String... arguments) throws IOException, InterruptedException {
		Path log = this.directory.resolve("classes.log");
		Path output = this.directory.resolve("output.log");
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xlog:class+load:file=" + log + "::filecount=0", "-cp", classPath(), Application.class.getName()));
		command.addAll(List.of(arguments));
		int status = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start()
			.waitFor();
		assertThat(status).as(() -> read(output)).isZero();
		try (Stream<String> lines = Files.lines(log)) {
			return lines.map(LOADED::matcher).filter(Matcher::find).map((matcher) -> matcher.group(1)).toList();
		}
	}

	// Spring Cloud loads Bouncy Castle by itself
	private static String classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.contains("spring-cloud-context"))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static String read(Path file) {
		try {
			return Files.readString(file, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Application {

		public static void main(String[] args) throws InterruptedException {
			if (args[0].equals("generate")) {
				KeyMaterial.rsa();
				return;
			}
			SpringApplication application = new SpringApplication(Application.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			if (!List.of(args).contains("--ready")) {
				application.addListeners(new Start());
			}
			application.run(args);
			WarmUpListenerTests.await();
		}

	}

	/**
	 * Ends the application when it has started, before it is ready.
	 */
	private static final class Start implements ApplicationListener<ApplicationStartedEvent> {

		@Override
		public void onApplicationEvent(ApplicationStartedEvent event) {
			event.getApplicationContext().getBean(FavorCouponService.class);
			event.getApplicationContext().close();
		}

	}

}
