package io.github.wechatpayspring.endtoend.keys;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.notification.NotificationParser;
import io.github.wechatpayspring.simulator.CallbackAttempt;
import io.github.wechatpayspring.simulator.CallbackReceiver;
import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.PlatformKeyMode;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.SimulatedMerchant;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Key files are replaced under a running application, by good ones and by broken ones,
 * while it calls from several threads.
 */
@Timeout(120)
class RenewalTests {

	private static final String[] NOT_IN_PROPERTIES = { "wechatpay.merchant-serial-number=",
			"wechatpay.merchant-private-key=", "spring.ssl.bundle.watch.file.quiet-period=40ms" };

	@TempDir
	private Path directory;

	private WechatPaySimulator wechatPay = WechatPaySimulator.builder().stocks(CouponApplication.stocks()).start();

	private SimulatedMerchant old = this.wechatPay.merchant();

	private final RenewalLog log = new RenewalLog();

	@AfterEach
	void stop() {
		this.log.stop();
		this.wechatPay.close();
	}

	@Test
	void renewsAFileWithPrivateKeyAndCertificate() throws IOException {
		Path file = write("apiclient.pem", merchantPem());
		renewsTheMerchantsKey(() -> {
			String content = merchantPem();
			write("apiclient.pem", content.substring(0, content.length() / 2));
		}, () -> write("apiclient.pem", merchantPem()), "wechatpay.merchant-private-key=file:" + file);
		assertThat(this.log.text()).contains("The keys in " + file + " changed but were not taken over",
				"wechatpay.merchant-private-key: \"file:" + file + "\"",
				"Took over the keys in " + file + ": requests are signed under the certificate with serial number "
						+ this.wechatPay.merchant().serialNumber());
	}

	@Test
	void renewsThePkcs12FileOfAnSslBundle() throws IOException {
		Path file = write("apiclient_cert.p12", pkcs12());
		renewsTheMerchantsKey(() -> {
			byte[] content = pkcs12();
			write("apiclient_cert.p12", Arrays.copyOf(content, content.length / 2));
		}, () -> write("apiclient_cert.p12", pkcs12()), "wechatpay.ssl-bundle=merchant",
				"spring.ssl.bundle.jks.merchant.keystore.location=file:" + file,
				"spring.ssl.bundle.jks.merchant.keystore.type=PKCS12",
				"spring.ssl.bundle.jks.merchant.keystore.password=" + this.old.merchantId(),
				"spring.ssl.bundle.jks.merchant.reload-on-update=true");
		assertThat(this.log.text()).contains("The keys in the SSL bundle \"merchant\" changed but were not taken over",
				"wechatpay.ssl-bundle: The SSL bundle cannot be read");
	}

	@Test
	void renewsThePemFilesOfAnSslBundle() throws IOException {
		Path certificate = write("apiclient_cert.pem", this.old.certificatePem());
		Path key = write("apiclient_key.pem", this.old.privateKeyPem());
		renewsTheMerchantsKey(() -> write("apiclient_cert.pem", this.wechatPay.merchant().certificatePem()),
				() -> write("apiclient_key.pem", this.wechatPay.merchant().privateKeyPem()),
				"wechatpay.ssl-bundle=merchant",
				"spring.ssl.bundle.pem.merchant.keystore.certificate=file:" + certificate,
				"spring.ssl.bundle.pem.merchant.keystore.private-key=file:" + key,
				"spring.ssl.bundle.pem.merchant.reload-on-update=true");
		assertThat(this.log.text())
			.contains("wechatpay.ssl-bundle: A private key for RSA beside the certificate of another one");
	}

	private void renewsTheMerchantsKey(Replacement broken, Replacement good, String... properties) throws IOException {
		try (ConfigurableApplicationContext application = start(properties)) {
			try (Callers callers = new Callers(application)) {
				callers.awaitMore();
				this.wechatPay.renewMerchantCertificate();
				broken.make();
				await(() -> assertThat(this.log.text()).contains("not taken over"));
				callers.awaitMore();
				assertThat(this.wechatPay.requests()).as("serial numbers while the new file is broken")
					.allMatch((request) -> isSignedUnder(request, this.old));
				good.make();
				await(() -> assertThat(this.wechatPay.requests())
					.anyMatch((request) -> isSignedUnder(request, this.wechatPay.merchant())));
				callers.awaitMore();
			}
			this.wechatPay.retireFormerKeys();
			makeAllCalls(application, "after");
			assertThat(lastRequest()).matches((request) -> isSignedUnder(request, this.wechatPay.merchant()));
			assertThat(this.wechatPay.requests()).allMatch((request) -> request.status() == 200);
			assertThat(this.log.text()).doesNotContain(this.old.privateKeyPem().lines().toList().get(1),
					this.wechatPay.merchant().privateKeyPem().lines().toList().get(1));
		}
	}

	@Test
	void renewsTheFileOfThePublicKey() throws IOException {
		Path file = write("pub_key.pem", publicKeyPem());
		try (ConfigurableApplicationContext application = start(
				"wechatpay.merchant-serial-number=" + this.old.serialNumber(),
				"wechatpay.merchant-private-key=" + this.old.privateKeyPem(), "wechatpay.platform-public-key-id=",
				"wechatpay.platform-public-key=file:" + file);
				CallbackReceiver receiver = new CallbackReceiver((request) -> parse(application, request))) {
			this.wechatPay.notifyUrl(receiver.url());
			try (Callers callers = new Callers(application)) {
				callers.awaitMore();
				this.wechatPay.renewPublicKey();
				write("pub_key.pem", this.wechatPay.merchant().platformPublicKeyId() + "\n" + this.old.privateKeyPem());
				await(() -> assertThat(this.log.text())
					.contains("wechatpay.platform-public-key: \"file:" + file + "\""));
				callers.awaitMore();
				assertThat(this.wechatPay.requests()).as("keys while the new file is broken")
					.allMatch((request) -> isEncryptedFor(request, this.old));
				write("pub_key.pem", publicKeyPem());
				await(() -> assertThat(this.wechatPay.requests())
					.anyMatch((request) -> isEncryptedFor(request, this.wechatPay.merchant())));
				callers.awaitMore();
			}
			this.wechatPay.retireFormerKeys();
			makeAllCalls(application, "after");
			assertThat(lastRequest()).matches((request) -> isEncryptedFor(request, this.wechatPay.merchant()));
			this.wechatPay.redeem(Call.FAVOR.make(application, CouponApplication.OPENID, "redeemed"));
			assertThat(this.wechatPay.callbacks().awaitAttempts())
				.filteredOn((attempt) -> attempt.eventType().equals("COUPON.USE"))
				.singleElement()
				.matches(CallbackAttempt::isAccepted)
				.matches((attempt) -> attempt.keyId().equals(this.wechatPay.merchant().platformPublicKeyId()));
		}
	}

	@Test
	void downloadsCertificatesWithTheRenewedKey() throws IOException {
		this.wechatPay.close();
		this.wechatPay = WechatPaySimulator.builder()
			.platformKeys(PlatformKeyMode.CERTIFICATE)
			.stocks(CouponApplication.stocks())
			.start();
		this.old = this.wechatPay.merchant();
		Path file = write("apiclient.pem", merchantPem());
		try (ConfigurableApplicationContext application = start("wechatpay.merchant-private-key=file:" + file)) {
			makeAllCalls(application, "before");
			this.wechatPay.renewMerchantCertificate();
			write("apiclient.pem", merchantPem());
			AtomicInteger number = new AtomicInteger();
			await(() -> {
				Call.LIST.make(application, CouponApplication.OPENID, "during" + number.incrementAndGet());
				assertThat(lastRequest()).matches((request) -> isSignedUnder(request, this.wechatPay.merchant()));
			});
			this.wechatPay.retireFormerKeys();
			this.wechatPay.rotateCertificate();
			makeAllCalls(application, "after");
			assertThat(this.wechatPay.requests())
				.filteredOn((request) -> request.operation() == Operation.CERTIFICATE_DOWNLOAD)
				.hasSize(2)
				.last()
				.matches((request) -> isSignedUnder(request, this.wechatPay.merchant()))
				.matches((request) -> request.status() == 200);
		}
	}

	private ConfigurableApplicationContext start(String... properties) {
		List<String> all = new ArrayList<>(List.of(NOT_IN_PROPERTIES));
		all.addAll(List.of(properties));
		ConfigurableApplicationContext application = CouponApplication.start(this.wechatPay,
				all.toArray(String[]::new));
		this.log.attach();
		return application;
	}

	private static int parse(ConfigurableApplicationContext application, CallbackReceiver.Received request) {
		application.getBean(NotificationParser.class).parse(request.headers(), request.body());
		return 204;
	}

	private static void makeAllCalls(ConfigurableApplicationContext application, String number) {
		for (Call call : Call.values()) {
			assertThat(call.make(application, CouponApplication.OPENID, number)).isNotEmpty();
		}
	}

	private static void await(ThrowingRunnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).untilAsserted(assertion);
	}

	private RecordedRequest lastRequest() {
		List<RecordedRequest> requests = this.wechatPay.requests();
		return requests.get(requests.size() - 1);
	}

	private static boolean isSignedUnder(RecordedRequest request, SimulatedMerchant merchant) {
		return String.valueOf(request.header("Authorization"))
			.contains("serial_no=\"" + merchant.serialNumber() + "\"");
	}

	private static boolean isEncryptedFor(RecordedRequest request, SimulatedMerchant merchant) {
		return String.valueOf(request.header("Wechatpay-Serial")).equals(merchant.platformPublicKeyId());
	}

	private String merchantPem() {
		SimulatedMerchant merchant = this.wechatPay.merchant();
		return merchant.certificatePem() + merchant.privateKeyPem();
	}

	private String publicKeyPem() {
		SimulatedMerchant merchant = this.wechatPay.merchant();
		return merchant.platformPublicKeyId() + "\n" + merchant.platformPublicKeyPem();
	}

	private byte[] pkcs12() throws IOException {
		SimulatedMerchant merchant = this.wechatPay.merchant();
		byte[] key = Base64.getMimeDecoder().decode(merchant.privateKeyPem().replaceAll("-----[A-Z ]+-----", ""));
		char[] password = merchant.merchantId().toCharArray();
		try {
			PrivateKey privateKey = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
			Certificate certificate = CertificateFactory.getInstance("X.509")
				.generateCertificate(
						new ByteArrayInputStream(merchant.certificatePem().getBytes(StandardCharsets.US_ASCII)));
			KeyStore keyStore = KeyStore.getInstance("PKCS12");
			keyStore.load(null, null);
			keyStore.setKeyEntry("tenpay certificate", privateKey, password, new Certificate[] { certificate });
			ByteArrayOutputStream file = new ByteArrayOutputStream();
			keyStore.store(file, password);
			return file.toByteArray();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Path write(String name, String content) throws IOException {
		return write(name, content.getBytes(StandardCharsets.US_ASCII));
	}

	private Path write(String name, byte[] content) throws IOException {
		return Files.write(this.directory.resolve(name), content);
	}

	@FunctionalInterface
	private interface Replacement {

		void make() throws IOException;

	}

	/**
	 * What is logged, wherever other tests have the console go.
	 */
	private static final class RenewalLog extends AppenderBase<ILoggingEvent> {

		private final List<String> messages = new CopyOnWriteArrayList<>();

		// each start of an application sets up logging anew
		void attach() {
			Logger logger = (Logger) LoggerFactory.getLogger(WechatPay.class.getPackageName());
			setContext(logger.getLoggerContext());
			start();
			logger.addAppender(this);
		}

		@Override
		protected void append(ILoggingEvent event) {
			this.messages.add(event.getLevel() + " " + event.getFormattedMessage());
		}

		String text() {
			return String.join("\n", this.messages);
		}

	}

	/**
	 * Threads that make one call after another, none of which may fail.
	 */
	private static final class Callers implements AutoCloseable {

		private final AtomicInteger calls = new AtomicInteger();

		private final List<Throwable> failures = new CopyOnWriteArrayList<>();

		private final List<Thread> threads = new ArrayList<>();

		private volatile boolean closed;

		Callers(ConfigurableApplicationContext application) {
			for (int i = 0; i < 3; i++) {
				String prefix = "caller" + i + "-";
				this.threads.add(new Thread(() -> call(application, prefix)));
			}
			this.threads.forEach(Thread::start);
		}

		private void call(ConfigurableApplicationContext application, String prefix) {
			for (int i = 0; !this.closed; i++) {
				Call call = Call.values()[i % Call.values().length];
				try {
					call.make(application, prefix, prefix + i);
				}
				catch (RuntimeException ex) {
					this.failures.add(ex);
				}
				this.calls.incrementAndGet();
			}
		}

		void awaitMore() {
			int enough = this.calls.get() + 20;
			await(() -> assertThat(this.calls).hasValueGreaterThanOrEqualTo(enough));
			assertThat(this.failures).isEmpty();
		}

		@Override
		public void close() {
			this.closed = true;
			for (Thread thread : this.threads) {
				try {
					thread.join();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
			assertThat(this.failures).isEmpty();
		}

	}

}
