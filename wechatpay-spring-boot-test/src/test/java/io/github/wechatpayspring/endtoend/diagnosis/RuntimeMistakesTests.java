package io.github.wechatpayspring.endtoend.diagnosis;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.TestGateway;
import io.github.wechatpayspring.notification.BusifavorCallbackService;
import io.github.wechatpayspring.notification.NotificationParser;
import io.github.wechatpayspring.notification.SetBusifavorCallbackRequest;
import io.github.wechatpayspring.notification.UnreadableNotificationException;
import io.github.wechatpayspring.simulator.CallbackReceiver;
import io.github.wechatpayspring.simulator.CallbackSettings;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.MerchantStanding;
import io.github.wechatpayspring.simulator.PlatformKeyMode;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What a merchant is told of a mistake that only WeChat Pay can notice. Mistakes that
 * show when the application starts are the matter of its failure analysis.
 */
class RuntimeMistakesTests {

	private static final WechatPaySimulator foreign = WechatPaySimulator.start();

	private static final String FOREIGN_KEY = "wechatpay.merchant-private-key=" + foreign.merchant().privateKeyPem();

	private WechatPaySimulator wechatPay;

	private ConfigurableApplicationContext application;

	@AfterEach
	void stop() {
		this.application.close();
		this.wechatPay.close();
	}

	@AfterAll
	static void stopTheForeignOne() {
		foreign.close();
	}

	@Test
	void privateKeyAndSerialNumberAreOfDifferentCertificates() {
		start(PlatformKeyMode.PUBLIC_KEY, FOREIGN_KEY);
		for (Call call : Call.values()) {
			refused(() -> call.make(this.application, CouponApplication.OPENID, "1"), 401, "SIGN_ERROR")
				.hasMessageContaining("错误的签名，验签失败")
				.hasMessageContaining("WeChat Pay verified the very text that was signed")
				.hasMessageContaining(
						"take wechatpay.merchant-private-key and wechatpay.merchant-serial-number from the same certificate")
				.hasMessageContaining("商户私钥与证书序列号不属于同一张证书");
		}
	}

	@Test
	void privateKeyAndSerialNumberAreOfDifferentCertificatesOfAMerchantWithPlatformCertificates() {
		start(PlatformKeyMode.CERTIFICATE, FOREIGN_KEY);
		nothingSent().hasMessageContaining("No platform certificate of WeChat Pay could be downloaded")
			.hasMessageContaining("WeChat Pay responded to GET /v3/certificates with 401 SIGN_ERROR")
			.hasMessageContaining("from the same certificate")
			.hasMessageContaining("不属于同一张证书");
	}

	@Test
	void theSerialNumberIsThatOfAPlatformCertificate() throws CertificateException {
		start(PlatformKeyMode.CERTIFICATE);
		this.application.close();
		restart("wechatpay.merchant-serial-number=" + serialNumber(this.wechatPay.platformCertificatePems().get(0)));
		nothingSent().hasMessageContaining("401 SIGN_ERROR: 商户证书序列号有误")
			.hasMessageContaining("set wechatpay.merchant-serial-number to that of apiclient_cert.pem")
			.hasMessageContaining("openssl x509 -in apiclient_cert.pem -noout -serial")
			.hasMessageContaining("不是平台证书的序列号");
	}

	@Test
	void theSerialNumberIsThatOfAnotherMerchant() {
		start(PlatformKeyMode.PUBLIC_KEY, "wechatpay.merchant-serial-number=" + foreign.merchant().serialNumber());
		sendingIsRefused(401, "SIGN_ERROR").hasMessageContaining("商户证书序列号有误")
			.hasMessageContaining("set wechatpay.merchant-serial-number to that of apiclient_cert.pem");
	}

	@ParameterizedTest
	@CsvSource({ "CERTIFICATE_EXPIRED, has expired: renew it, 请在商户平台更换证书",
			"CERTIFICATE_REVOKED, was revoked: configure the private key and serial number, 商户证书已作废",
			"NO_CERTIFICATE, has no API certificate: apply for one, 请先申请",
			"NO_API_V3_KEY, has not set an API v3 key: set it, 请先设置" })
	void theMerchantIsNotInOrder(MerchantStanding standing, String english, String chinese) {
		start(PlatformKeyMode.PUBLIC_KEY);
		this.wechatPay.merchantStanding(standing);
		sendingIsRefused(401, "SIGN_ERROR").hasMessageContaining(english)
			.hasMessageContaining(chinese)
			.hasMessageNotContaining("。.");
	}

	@Test
	void theMerchantHasANewCertificate() {
		start(PlatformKeyMode.PUBLIC_KEY);
		this.wechatPay.renewMerchantCertificate();
		this.wechatPay.retireFormerKeys();
		sendingIsRefused(401, "SIGN_ERROR").hasMessageContaining("has a new API certificate: configure")
			.hasMessageContaining("商户已更换证书，请更新");
	}

	@Test
	void theMerchantDoesNotExist() {
		start(PlatformKeyMode.PUBLIC_KEY, "wechatpay.merchant-id=1900000999");
		sendingIsRefused(401, "SIGN_ERROR")
			.hasMessageContaining("The merchant does not exist: check wechatpay.merchant-id")
			.hasMessageContaining("商户号不存在，请检查配置");
	}

	@Test
	void theCallerIsNotTheMerchantInTheRequest() {
		start(PlatformKeyMode.PUBLIC_KEY);
		BusifavorCallbackService callbacks = this.application.getBean(BusifavorCallbackService.class);
		refused(() -> callbacks.setCallback(new SetBusifavorCallbackRequest("https://shop.example.com/", "1900000999")),
				400, "PARAM_ERROR")
			.hasMessageContaining("http header中的mchid与post payload中的mchid不匹配")
			.hasMessageContaining("wechatpay.merchant-id is the caller, for a partner the service provider")
			.hasMessageContaining("服务商模式下签名使用服务商商户号");
	}

	@ParameterizedTest
	@CsvSource({ "600, behind, 慢", "-600, ahead of, 快" })
	void theClockIsWrong(long seconds, String english, String chinese) {
		Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
		this.wechatPay = WechatPaySimulator.builder().clock(clock).stocks(CouponApplication.stocks()).start();
		restart();
		sendingIsRefused(401, "SIGN_ERROR").hasMessageContaining("timestamp与发起请求的时间不得超过5分钟")
			.hasMessageContaining("check the clock of this machine")
			// the date may be of the second before
			.message()
			.containsPattern(
					"The clock of this machine is (599|600|601) seconds " + english + " the Date of the response")
			.containsPattern("本机时间比应答时间" + chinese + " (599|600|601) 秒");
	}

	@Test
	void theClockIsWrongOrAResponseOld() {
		start(PlatformKeyMode.PUBLIC_KEY);
		this.wechatPay.inject(Fault.STALE_TIMESTAMP.always());
		untrusted(Call.FAVOR, Reason.CLOCK_SKEW).hasMessageContaining("seconds away from the clock of this machine")
			.hasMessageContaining("an old message was sent again, or the clock is wrong");
	}

	@Test
	void theApiV3KeyIsWrongForCertificates() {
		start(PlatformKeyMode.CERTIFICATE, "wechatpay.api-v3-key=" + foreign.merchant().apiV3Key());
		nothingSent().hasMessageContaining("The API v3 key does not open this ciphertext")
			.hasMessageContaining("商户平台 → 账户中心 → API安全 (it is not the APIv2 key)")
			.hasMessageNotContaining(foreign.merchant().apiV3Key());
	}

	@Test
	void theApiV3KeyIsWrongForNotifications() {
		start(PlatformKeyMode.PUBLIC_KEY, "wechatpay.api-v3-key=" + foreign.merchant().apiV3Key());
		CallbackReceiver.Received notification = notification();
		UnreadableNotificationException failure = catchThrowableOfType(UnreadableNotificationException.class,
				() -> parse(notification.headers(), notification.body()));
		assertThat(failure.reason()).isEqualTo(UnreadableNotificationException.Reason.NOT_DECRYPTED);
		assertThat(failure).hasMessageContaining("WeChat Pay signed the notification, but it does not decrypt")
			.hasMessageContaining("wechatpay.api-v3-key is not the API v3 key that is set in 商户平台 → 账户中心 → API安全")
			.hasMessageContaining("APIv2 key used")
			.hasMessageNotContaining(foreign.merchant().apiV3Key());
	}

	@Test
	void aMerchantWithThePublicKeyAsksForCertificates() {
		start(PlatformKeyMode.PUBLIC_KEY, "wechatpay.platform-public-key=", "wechatpay.platform-public-key-id=");
		nothingSent().hasMessageContaining("This merchant has no platform certificates but a WeChat Pay public key")
			.hasMessageContaining("set wechatpay.platform-public-key and wechatpay.platform-public-key-id")
			.hasMessageContaining("该商户没有平台证书，请配置微信支付公钥");
	}

	@Test
	void aMerchantWithCertificatesIsNotifiedWithThePublicKey() {
		this.wechatPay = WechatPaySimulator.builder()
			.platformKeys(PlatformKeyMode.MIGRATION)
			.callbackSettings(CallbackSettings.defaults().withPublicKeyPercentage(100))
			.stocks(CouponApplication.stocks())
			.start();
		restart("wechatpay.platform-public-key=", "wechatpay.platform-public-key-id=");
		CallbackReceiver.Received notification = notification();
		untrusted(() -> parse(notification.headers(), notification.body()), Reason.SERIAL_UNKNOWN)
			.hasMessageContaining(this.wechatPay.merchant().platformPublicKeyId())
			.hasMessageContaining("set wechatpay.platform-public-key and wechatpay.platform-public-key-id as well");
	}

	@Test
	void aMerchantWithCertificatesHasThePublicKeyOnly() {
		start(PlatformKeyMode.BEFORE_MIGRATION, "wechatpay.api-v3-key=");
		untrusted(Call.FAVOR, Reason.SERIAL_UNKNOWN)
			.hasMessageContaining("the merchant still uses platform certificates, so set wechatpay.api-v3-key");
	}

	@Test
	void thePublicKeyIsThatOfAnotherMerchant() {
		start(PlatformKeyMode.PUBLIC_KEY,
				"wechatpay.platform-public-key-id=" + foreign.merchant().platformPublicKeyId(),
				"wechatpay.platform-public-key=" + foreign.merchant().platformPublicKeyPem());
		untrusted(Call.FAVOR, Reason.SERIAL_UNKNOWN)
			.hasMessageContaining("signed with key " + this.wechatPay.merchant().platformPublicKeyId())
			.hasMessageContaining("configured is " + foreign.merchant().platformPublicKeyId())
			.hasMessageContaining("set wechatpay.platform-public-key-id and wechatpay.platform-public-key");
		refused(Call.MULTIUSE, 400, "PARAM_ERROR").hasMessageContaining("平台证书序列号Wechatpay-Serial错误")
			.hasMessageContaining("check wechatpay.platform-public-key-id")
			.hasMessageContaining("请检查配置");
	}

	@Test
	void thePublicKeyDoesNotBelongToItsId() {
		start(PlatformKeyMode.PUBLIC_KEY, "wechatpay.platform-public-key=" + foreign.merchant().platformPublicKeyPem());
		untrusted(Call.FAVOR, Reason.SIGNATURE_MISMATCH)
			.hasMessageContaining("with key " + this.wechatPay.merchant().platformPublicKeyId())
			.hasMessageContaining("if it persists, the configured key is not the one of that name");
		refused(Call.MULTIUSE, 400, "PARAM_ERROR").hasMessageContaining("平台私钥解密失败")
			.hasMessageContaining(
					"wechatpay.platform-public-key is not the key that wechatpay.platform-public-key-id names")
			.hasMessageContaining("微信支付公钥与公钥 ID 不匹配");
	}

	@Test
	void theLocalPlatformCertificateIsOutOfDate() throws CertificateException {
		this.wechatPay = WechatPaySimulator.builder()
			.platformKeys(PlatformKeyMode.CERTIFICATE)
			.stocks(CouponApplication.stocks())
			.start();
		restart("wechatpay.platform-certificates=" + this.wechatPay.platformCertificatePems().get(0));
		this.wechatPay.rotateCertificate();
		untrusted(Call.FAVOR, Reason.SERIAL_UNKNOWN)
			.hasMessageContaining("signed with key " + serialNumber(this.wechatPay.platformCertificatePems().get(1)))
			.hasMessageContaining("renew wechatpay.platform-certificates");
	}

	@Test
	void theBaseUrlIsWrong() {
		start(PlatformKeyMode.PUBLIC_KEY);
		this.application.close();
		restart("wechatpay.client.base-url=" + this.wechatPay.baseUrl() + "/v2");
		refused(Call.FAVOR, 404, null).hasMessageContaining("The path is not known: check wechatpay.client.base-url")
			.hasMessageContaining("路径不存在，请检查地址配置");
	}

	@Test
	void theMethodIsWrong() {
		start(PlatformKeyMode.PUBLIC_KEY);
		RestClient client = this.application.getBean("wechatPayRestClient", RestClient.class);
		refused(() -> client.put().uri("/v3/marketing/favor/callbacks").body(Map.of()).retrieve().toBodilessEntity(),
				405, null)
			.hasMessageContaining("The method is not allowed for this path")
			.hasMessageContaining("请求方法不允许");
	}

	@Test
	void theRequestIsSignedTwice() {
		start(PlatformKeyMode.PUBLIC_KEY);
		RestClient client = this.application.getBean("wechatPayRestClient", RestClient.class);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> client.get()
				.uri("/v3/certificates")
				.header("Authorization", "WECHATPAY2-SHA256-RSA2048 mine")
				.retrieve()
				.toBodilessEntity())
			.withMessageContaining("already has an Authorization header: leave it out")
			.withMessageNotContaining("mine");
		assertThat(this.wechatPay.requests()).isEmpty();
	}

	@Test
	void aGatewayAddsAnotherAuthorization() {
		startBehind(gateway().changingTheRequest((request) -> request.header("Authorization", "Basic YTpi")));
		refused(Call.FAVOR, 400, null).hasMessageContaining("an HTML page, probably of a gateway or proxy")
			.hasMessageContaining("for instance by adding a second Authorization header")
			.hasMessageContaining("重复的 Authorization 头");
	}

	@Test
	void aGatewayChangesThePath() {
		startBehind(gateway().changingTheTarget((target) -> target.replace("%2F", "-")));
		refused(() -> Call.FAVOR.make(this.application, "o/1", "1"), 401, "SIGN_ERROR")
			.hasMessageContaining("WeChat Pay received another path or query than was signed")
			.hasMessageContaining("请检查中间的网关或代理");
	}

	@Test
	void aGatewayChangesTheBody() {
		startBehind(gateway().changingTheBody(
				(body) -> (new String(body, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8)));
		sendingIsRefused(401, "SIGN_ERROR").hasMessageContaining("WeChat Pay received another body than was signed")
			.hasMessageContaining("请求体与签名时不一致");
	}

	@Test
	void aGatewayDropsTheSignatureOfResponses() {
		startBehind(
				gateway().droppingHeadersOfResponses((name) -> name.toLowerCase(Locale.ROOT).startsWith("wechatpay-")));
		untrusted(Call.FAVOR, Reason.HEADER_MISSING).hasMessageContaining("Wechatpay-Timestamp is missing")
			.hasMessageContaining("or a proxy dropped it");
	}

	@Test
	void aGatewayDropsTheSignatureOfNotifications() {
		start(PlatformKeyMode.PUBLIC_KEY);
		CallbackReceiver.Received notification = notification();
		Map<String, List<String>> headers = new HashMap<>(notification.headers());
		headers.keySet().removeIf((name) -> name.equalsIgnoreCase("Wechatpay-Signature"));
		untrusted(() -> parse(headers, notification.body()), Reason.HEADER_MISSING)
			.hasMessageContaining("Wechatpay-Signature is missing")
			.hasMessageContaining("or a proxy dropped it");
	}

	@Test
	void theBodyOfNotificationsIsWrittenAnew() {
		start(PlatformKeyMode.PUBLIC_KEY);
		CallbackReceiver.Received notification = notification();
		byte[] body = (new String(notification.body(), StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
		untrusted(() -> parse(notification.headers(), body), Reason.SIGNATURE_MISMATCH)
			.hasMessageContaining("or the message was changed on its way");
	}

	private void start(PlatformKeyMode mode, String... mistakes) {
		this.wechatPay = WechatPaySimulator.builder().platformKeys(mode).stocks(CouponApplication.stocks()).start();
		restart(mistakes);
	}

	private void restart(String... mistakes) {
		this.application = CouponApplication.start(this.wechatPay, mistakes);
	}

	private TestGateway gateway() {
		this.wechatPay = WechatPaySimulator.builder().stocks(CouponApplication.stocks()).start();
		return new TestGateway(this.wechatPay.baseUrl(), "/gateway");
	}

	private void startBehind(TestGateway gateway) {
		restart("wechatpay.client.base-url=" + gateway.url());
		this.application.addApplicationListener((event) -> {
			if (event instanceof ContextClosedEvent) {
				gateway.close();
			}
		});
	}

	private CallbackReceiver.Received notification() {
		try (CallbackReceiver receiver = new CallbackReceiver((request) -> 500)) {
			this.wechatPay.notifyUrl(receiver.url());
			Call.PRODUCT.make(this.application, CouponApplication.OPENID, "1");
			return receiver.take();
		}
	}

	private void parse(Map<String, List<String>> headers, byte[] body) {
		this.application.getBean(NotificationParser.class).parse(headers, body);
	}

	private AbstractThrowableAssert<?, ?> sendingIsRefused(int status, String code) {
		return refused(Call.FAVOR, status, code);
	}

	private AbstractThrowableAssert<?, ?> refused(Call call, int status, String code) {
		return refused(() -> call.make(this.application, CouponApplication.OPENID, "1"), status, code);
	}

	private AbstractThrowableAssert<?, ?> refused(ThrowingCallable call, int status, String code) {
		WechatPayApiException failure = catchThrowableOfType(WechatPayApiException.class, call);
		assertThat(failure).as("the refusal").isNotNull();
		assertThat(failure.statusCode()).isEqualTo(status);
		assertThat(failure.code()).isEqualTo(code);
		assertThat(failure.isRetryable()).isFalse();
		return told(failure);
	}

	private AbstractThrowableAssert<?, ?> nothingSent() {
		WechatPayKeyException failure = catchThrowableOfType(WechatPayKeyException.class,
				() -> Call.FAVOR.make(this.application, CouponApplication.OPENID, "1"));
		assertThat(failure).as("the failure").isNotNull();
		assertThat(failure.isOutcomeUnknown()).isFalse();
		return told(failure);
	}

	private AbstractThrowableAssert<?, ?> untrusted(Call call, Reason reason) {
		return untrusted(() -> call.make(this.application, CouponApplication.OPENID, "1"), reason);
	}

	private AbstractThrowableAssert<?, ?> untrusted(ThrowingCallable call, Reason reason) {
		WechatPaySecurityException failure = catchThrowableOfType(WechatPaySecurityException.class, call);
		assertThat(failure).as("the failure").isNotNull();
		assertThat(failure.reason()).isEqualTo(reason);
		return told(failure);
	}

	private AbstractThrowableAssert<?, ?> told(WechatPayException failure) {
		return assertThat(failure).hasMessageNotContainingAny(CouponApplication.OPENID, "WECHATPAY2", "stock_id",
				CouponApplication.FAVOR_STOCK, "truncated_sign_message");
	}

	private static String serialNumber(String pem) throws CertificateException {
		X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
		return "%040X".formatted(certificate.getSerialNumber());
	}

}
