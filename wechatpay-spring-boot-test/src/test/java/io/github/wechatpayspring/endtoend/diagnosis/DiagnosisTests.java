package io.github.wechatpayspring.endtoend.diagnosis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.wechatpayspring.diagnosis.DiagnosticOption;
import io.github.wechatpayspring.diagnosis.DiagnosticReport;
import io.github.wechatpayspring.diagnosis.DiagnosticResult;
import io.github.wechatpayspring.diagnosis.DiagnosticStatus;
import io.github.wechatpayspring.diagnosis.WechatPayDiagnostics;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.TestGateway;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.key.RsaRequestSigner;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.PlatformKeyMode;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.SimulatedMerchant;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the diagnosis finds on the way to a WeChat Pay that really responds.
 */
class DiagnosisTests {

	private static final WechatPaySimulator foreign = WechatPaySimulator.start();

	private static final String KEY = "Merchant's private key and serial number";

	private static final String PLATFORM_KEY = "Key of WeChat Pay";

	private static final String API_V3_KEY = "API v3 key";

	private static final String CLOCK = "Clock";

	private static final String CALL = "Signed call, GET /v3/certificates";

	private static final String VERIFICATION = "Signature of the response";

	private static final String ECHO = "Encryption, POST /v3/security/echo";

	private WechatPaySimulator wechatPay;

	private List<DiagnosticResult> results;

	@AfterEach
	void stop() {
		this.wechatPay.close();
	}

	@AfterAll
	static void stopTheForeignOne() {
		foreign.close();
	}

	@Test
	void allIsWellWithThePublicKey() {
		start(PlatformKeyMode.PUBLIC_KEY);
		diagnose();
		assertThat(this.results).noneMatch(DiagnosticResult::isFailed);
		result(KEY, DiagnosticStatus.SKIPPED, "only the signed call below can show", "由下面的签名请求来判断");
		result(PLATFORM_KEY, DiagnosticStatus.PASSED, this.wechatPay.merchant().platformPublicKeyId(), "不是商户自己的公钥");
		result(API_V3_KEY, DiagnosticStatus.PASSED, "32 bytes", "32 个字节");
		result("DNS of the host 127.0.0.1", DiagnosticStatus.PASSED, "127.0.0.1", "127.0.0.1");
		result("TLS of the host 127.0.0.1", DiagnosticStatus.SKIPPED, "Plain http", "没有加密");
		result("Response of the host 127.0.0.1", DiagnosticStatus.PASSED, "HTTP 401", "HTTP 401");
		result("Backup host", DiagnosticStatus.SKIPPED, "None is configured", "未配置");
		result(CLOCK, DiagnosticStatus.PASSED, "seconds", "秒");
		result(CALL, DiagnosticStatus.PASSED, "404 RESOURCE_NOT_EXISTS: the signature was accepted", "签名已通过");
		result(VERIFICATION, DiagnosticStatus.PASSED, this.wechatPay.merchant().platformPublicKeyId(), "签名");
		assertThat(paths()).as("without being asked to").doesNotContain("/v3/security/echo");
		assertThat(this.wechatPay.issuedCoupons()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(value = PlatformKeyMode.class, names = "PUBLIC_KEY", mode = EnumSource.Mode.EXCLUDE)
	void allIsWellWithCertificates(PlatformKeyMode mode) {
		start(mode);
		diagnose(Set.of(DiagnosticOption.ECHO));
		assertThat(this.results).noneMatch(DiagnosticResult::isFailed);
		result(CALL, DiagnosticStatus.PASSED, "200", "200");
		result(VERIFICATION, DiagnosticStatus.PASSED, "Signed with key", "签名");
		result(ECHO, DiagnosticStatus.PASSED, "WeChat Pay decrypted the field", "已成功解密");
	}

	@Test
	void allIsWellWithSm2() {
		this.wechatPay = WechatPaySimulator.builder().shangmi().platformKeys(PlatformKeyMode.CERTIFICATE).start();
		diagnose(Set.of(DiagnosticOption.ECHO));
		assertThat(this.results).noneMatch(DiagnosticResult::isFailed);
		result(ECHO, DiagnosticStatus.PASSED, "200", "200");
	}

	@Test
	void theCertificateIsBesideTheKey() {
		start(PlatformKeyMode.PUBLIC_KEY);
		SimulatedMerchant merchant = this.wechatPay.merchant();
		diagnose("wechatpay.merchant-private-key=" + merchant.privateKeyPem() + merchant.certificatePem(),
				"wechatpay.merchant-serial-number=");
		result(KEY, DiagnosticStatus.PASSED,
				merchant.serialNumber() + ", that of the certificate beside the private key, valid until", "与私钥旁的证书一致");
	}

	@Test
	void theSerialNumberIsThatOfAnotherMerchant() {
		start(PlatformKeyMode.PUBLIC_KEY);
		diagnose("wechatpay.merchant-serial-number=" + foreign.merchant().serialNumber());
		failed(CALL, "401 SIGN_ERROR: 商户证书序列号有误", "set wechatpay.merchant-serial-number to that of apiclient_cert.pem",
				"应为商户 API 证书的序列号，不是平台证书的序列号");
		result(VERIFICATION, DiagnosticStatus.SKIPPED, "401 SIGN_ERROR is not signed", "都不签名");
	}

	@ParameterizedTest
	@EnumSource(value = PlatformKeyMode.class, names = { "PUBLIC_KEY", "CERTIFICATE" })
	void thePrivateKeyIsOfAnotherCertificate(PlatformKeyMode mode) {
		start(mode);
		diagnose("wechatpay.merchant-private-key=" + foreign.merchant().privateKeyPem());
		failed(CALL, "401 SIGN_ERROR: 错误的签名，验签失败. WeChat Pay verified the very text that was signed: no line differs",
				"Take wechatpay.merchant-private-key and wechatpay.merchant-serial-number from the same certificate",
				"请使用同一张证书的商户私钥和证书序列号");
	}

	@Test
	void aGatewayChangesTheQuery() {
		start(PlatformKeyMode.PUBLIC_KEY);
		try (TestGateway gateway = gateway()
			.changingTheTarget((target) -> target.replace("algorithm_type=RSA", "algorithm_type=RSA&trace=1"))) {
			diagnose("wechatpay.client.base-url=" + gateway.url());
			failed(CALL,
					"Line 2 of the signed text, path and query, differs: signed \"/v3/certificates?algorithm_type=RSA\", WeChat Pay received \"/v3/certificates?algorithm_type=RSA&trace=1\"",
					"Look at the gateways and proxies", "请检查本机与微信支付之间的网关和代理");
			assertThat(result(CALL).found().chinese()).contains("待签名串第 2 行（路径和参数）不一致");
		}
	}

	@Test
	void aGatewayChangesTheBody() {
		start(PlatformKeyMode.PUBLIC_KEY);
		try (TestGateway gateway = gateway().changingTheBody((body) -> (body.length != 0)
				? (new String(body, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8) : body)) {
			diagnose(Set.of(DiagnosticOption.ECHO), "wechatpay.client.base-url=" + gateway.url());
			result(CALL, DiagnosticStatus.PASSED, "404", "404");
			failed(ECHO, "Line 5 of the signed text, body, differs: signed \"", "Look at the gateways and proxies",
					"不得改动请求方法、路径、参数和请求体");
			assertThat(result(ECHO).found().english())
				.containsPattern("signed \"\\d+ bytes\".*received \"\\d+ bytes\"");
			assertThat(result(ECHO).found().chinese()).contains("待签名串第 5 行（请求体）不一致");
		}
	}

	@Test
	void aGatewayDropsTheSignatureOfResponses() {
		start(PlatformKeyMode.PUBLIC_KEY);
		try (TestGateway gateway = gateway()
			.droppingHeadersOfResponses((name) -> name.toLowerCase(Locale.ROOT).startsWith("wechatpay-"))) {
			diagnose("wechatpay.client.base-url=" + gateway.url());
			result(CALL, DiagnosticStatus.SKIPPED, "it is not trusted", "不可信");
			failed(VERIFICATION, "is missing", "keep all headers", "保留所有头");
		}
	}

	@ParameterizedTest
	@CsvSource({ "600, behind, 慢", "-600, ahead of, 快" })
	void theClockIsWrong(long seconds, String english, String chinese) {
		Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
		this.wechatPay = WechatPaySimulator.builder().clock(clock).start();
		diagnose();
		failed(CLOCK, "seconds " + english + " the Date of the response", "Synchronise the clock", "请校准本机时间");
		assertThat(result(CLOCK).found().english()).containsPattern("^(599|600|601) ");
		assertThat(result(CLOCK).found().chinese()).contains("本机时间比应答时间" + chinese);
		failed(CALL, "timestamp与发起请求的时间不得超过5分钟", "check the clock of this machine", "请检查本机时间");
	}

	@Test
	void theClockIsAlmostWrong() {
		Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(120));
		this.wechatPay = WechatPaySimulator.builder().clock(clock).start();
		diagnose();
		result(CLOCK, DiagnosticStatus.WARNING, "seconds behind", "慢");
		result(CALL, DiagnosticStatus.PASSED, "404", "404");
	}

	@Test
	void aResponseIsOld() {
		start(PlatformKeyMode.PUBLIC_KEY);
		this.wechatPay.inject(Fault.STALE_TIMESTAMP.always());
		diagnose();
		failed(VERIFICATION, "signed 600 seconds away", "Synchronise the clock", "请校准本机时间");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aHostDoesNotRespond(boolean backup) throws IOException {
		start(PlatformKeyMode.PUBLIC_KEY);
		String nobody = "http://127.0.0.1:" + freePort();
		diagnose("wechatpay.client.base-url=" + ((backup) ? this.wechatPay.baseUrl() : nobody),
				"wechatpay.client.backup-base-url=" + ((backup) ? nobody : this.wechatPay.baseUrl()));
		failed((backup) ? "Response of the backup host 127.0.0.1" : "Response of the host 127.0.0.1", "No response (",
				"Let this machine connect to it", "请检查防火墙");
		result((backup) ? "Response of the host 127.0.0.1" : "Response of the backup host 127.0.0.1",
				DiagnosticStatus.PASSED, "HTTP 401", "HTTP 401");
		result(CALL, (backup) ? DiagnosticStatus.PASSED : DiagnosticStatus.SKIPPED, "", "");
		result(CLOCK, (backup) ? DiagnosticStatus.PASSED : DiagnosticStatus.SKIPPED, "", "");
	}

	@Test
	void aHostIsNotKnown() {
		start(PlatformKeyMode.PUBLIC_KEY);
		diagnose("wechatpay.client.base-url=http://wechatpay.invalid", "wechatpay.client.connect-timeout=2s");
		failed("DNS of the host wechatpay.invalid", "The name is not known", "the name server of this machine",
				"DNS 设置");
		failed("Response of the host wechatpay.invalid", "No response (", "Let this machine connect", "请检查防火墙");
	}

	@Test
	void aHostDoesNotRespondInTime() {
		start(PlatformKeyMode.PUBLIC_KEY);
		this.wechatPay.inject(Fault.delay(Duration.ofMinutes(5)).always());
		diagnose("wechatpay.client.read-timeout=500ms");
		failed(CALL, "No response (SocketTimeoutException", "wechatpay.client.read-timeout", "请重试");
	}

	@Test
	void aHostFails() {
		start(PlatformKeyMode.PUBLIC_KEY);
		this.wechatPay.inject(Fault.BAD_GATEWAY_HTML.always());
		diagnose();
		failed(CALL, "502.", "Try again", "请重试");
	}

	@Test
	void thePlatformKeyIsTheMerchantsOwnWhichIsKeptElsewhere() {
		start(PlatformKeyMode.PUBLIC_KEY);
		SimulatedMerchant merchant = this.wechatPay.merchant();
		List<String> properties = new ArrayList<>(CouponApplication.properties(this.wechatPay));
		properties.removeIf((property) -> property.startsWith("wechatpay.merchant-private-key=")
				|| property.startsWith("wechatpay.platform-public-key="));
		properties.add("wechatpay.platform-public-key=" + publicKey(merchant.certificatePem()));
		RequestSigner elsewhere = signer(merchant.privateKeyPem());
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(CouponApplication.class)
			.initializers((GenericApplicationContext context) -> context.registerBean(RequestSigner.class,
					() -> elsewhere::sign))
			.properties("spring.main.web-application-type=none")
			.run(properties.stream().map("--"::concat).toArray(String[]::new))) {
			this.results = application.getBean(WechatPayDiagnostics.class).run();
		}
		failed(PLATFORM_KEY, "The merchant's own key", "pub_key.pem", "在商户平台");
		failed(VERIFICATION, "The signature does not belong to the message", "platform-public-key-id", "公钥 ID");
	}

	@Test
	void thePlatformKeyIsThatOfAnotherMerchant() {
		start(PlatformKeyMode.PUBLIC_KEY);
		diagnose(Set.of(DiagnosticOption.ECHO),
				"wechatpay.platform-public-key=" + foreign.merchant().platformPublicKeyPem());
		failed(VERIFICATION, "The signature does not belong to the message", "platform-public-key-id", "公钥 ID");
		failed(ECHO, "平台私钥解密失败", "is not the key that wechatpay.platform-public-key-id names", "微信支付公钥与公钥 ID 不匹配");
		diagnose("wechatpay.platform-public-key=" + foreign.merchant().platformPublicKeyPem(),
				"wechatpay.platform-public-key-id=" + foreign.merchant().platformPublicKeyId());
		failed(VERIFICATION, "configured is " + foreign.merchant().platformPublicKeyId(), "platform-public-key-id",
				"公钥 ID");
	}

	@Test
	void theApiV3KeyIsWrong() {
		start(PlatformKeyMode.CERTIFICATE);
		diagnose(Set.of(DiagnosticOption.ECHO), "wechatpay.api-v3-key=" + foreign.merchant().apiV3Key());
		failed(VERIFICATION, "The API v3 key does not open this ciphertext", "Correct wechatpay.api-v3-key",
				"请核对 wechatpay.api-v3-key");
		failed(ECHO, "The API v3 key does not open this ciphertext", "", "");
	}

	@Test
	void theMerchantHasNoCertificates() {
		start(PlatformKeyMode.PUBLIC_KEY);
		diagnose("wechatpay.platform-public-key=", "wechatpay.platform-public-key-id=");
		result(PLATFORM_KEY, DiagnosticStatus.SKIPPED, "None is configured", "未配置");
		failed(VERIFICATION, "This merchant has no platform certificates", "sets wechatpay.platform-public-key",
				"请配置微信支付公钥");
	}

	@Test
	void theApiV3KeyIsMissing() {
		start(PlatformKeyMode.PUBLIC_KEY);
		diagnose("wechatpay.api-v3-key=");
		result(API_V3_KEY, DiagnosticStatus.SKIPPED, "not needed", "不需要");
		diagnose("wechatpay.api-v3-key=", "wechatpay.notification.path=/wechatpay/notify");
		failed(API_V3_KEY, "notifications cannot be decrypted", "Set wechatpay.api-v3-key",
				"请将 wechatpay.api-v3-key 设为");
	}

	private void start(PlatformKeyMode mode) {
		this.wechatPay = WechatPaySimulator.builder().platformKeys(mode).start();
	}

	private TestGateway gateway() {
		return new TestGateway(this.wechatPay.baseUrl(), "/gateway");
	}

	private void diagnose(String... properties) {
		diagnose(Set.of(), properties);
	}

	private void diagnose(Set<DiagnosticOption> options, String... properties) {
		try (ConfigurableApplicationContext application = CouponApplication.start(this.wechatPay, properties)) {
			assertThat(this.wechatPay.requests()).filteredOn((request) -> this.results == null)
				.as("before it runs")
				.isEmpty();
			this.results = application.getBean(WechatPayDiagnostics.class).run(options);
		}
		assertThat(DiagnosticReport.of(this.results)).doesNotContain("BEGIN", "WECHATPAY2", "signature=",
				this.wechatPay.merchant().apiV3Key(), foreign.merchant().apiV3Key());
		assertThat(this.results).extracting(DiagnosticResult::name).doesNotHaveDuplicates();
	}

	private List<String> paths() {
		return this.wechatPay.requests().stream().map(RecordedRequest::path).toList();
	}

	private DiagnosticResult result(String name) {
		return this.results.stream()
			.filter((result) -> result.name().english().equals(name))
			.findFirst()
			.orElseThrow(() -> new AssertionError(name + " is not in " + this.results));
	}

	private DiagnosticResult result(String name, DiagnosticStatus status, String english, String chinese) {
		DiagnosticResult result = result(name);
		assertThat(result.status()).as(result.toString()).isEqualTo(status);
		assertThat(result.found().english()).contains(english);
		assertThat(result.found().chinese()).contains(chinese);
		return result;
	}

	private void failed(String name, String found, String remedy, String chineseRemedy) {
		DiagnosticResult result = result(name, DiagnosticStatus.FAILED, found, "");
		assertThat(result.found().chinese()).containsPattern("\\p{IsHan}|。");
		assertThat(result.expected().chinese()).containsPattern("\\p{IsHan}|200");
		assertThat(result.remedy()).isNotNull();
		assertThat(result.remedy().english()).contains(remedy);
		assertThat(result.remedy().chinese()).contains(chineseRemedy).containsPattern("\\p{IsHan}");
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			return socket.getLocalPort();
		}
	}

	private static RequestSigner signer(String pem) {
		byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
		try {
			return new RsaRequestSigner(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String publicKey(String certificatePem) {
		try {
			byte[] key = CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(certificatePem.getBytes(StandardCharsets.US_ASCII)))
				.getPublicKey()
				.getEncoded();
			return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
					+ "\n-----END PUBLIC KEY-----\n";
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
