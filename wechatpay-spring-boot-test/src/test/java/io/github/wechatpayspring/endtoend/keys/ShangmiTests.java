package io.github.wechatpayspring.endtoend.keys;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.key.SignatureAlgorithm;
import io.github.wechatpayspring.key.pem.PemText;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.notification.CouponUsedNotification;
import io.github.wechatpayspring.notification.NotificationParser;
import io.github.wechatpayspring.notification.WechatPayNotification;
import io.github.wechatpayspring.simulator.CallbackAttempt;
import io.github.wechatpayspring.simulator.CallbackReceiver;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.PlatformKeyMode;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A merchant whose keys are for SM2 (国密), configured like any other.
 */
@Timeout(60)
class ShangmiTests {

	private static final String SM2 = "WECHATPAY2-SM2-WITH-SM3";

	private static final String[] NO_PUBLIC_KEY = { "wechatpay.platform-public-key=",
			"wechatpay.platform-public-key-id=" };

	@ParameterizedTest
	@EnumSource(PlatformKeyMode.class)
	void makesEveryCall(PlatformKeyMode mode) {
		try (WechatPaySimulator wechatPay = start(mode);
				ConfigurableApplicationContext application = CouponApplication.start(wechatPay)) {
			for (Call call : Call.values()) {
				assertThat(call.make(application, CouponApplication.OPENID, "1")).isNotEmpty();
				assertThat(call.makeAsync(application, CouponApplication.OPENID, "2").join()).isNotEmpty();
			}
			assertThat(wechatPay.issuedCoupons()).hasSize(8);
			assertThat(wechatPay.requests()).allSatisfy((request) -> {
				assertThat(request.status()).isEqualTo(200);
				assertThat(request.header("Authorization")).startsWith(SM2 + " mchid=");
				assertThat(request.header("Wechatpay-Signature-Type")).isEqualTo(SM2);
			});
		}
	}

	@Test
	void downloadsCertificatesForSm2OnceAndFollowsARotation() {
		try (WechatPaySimulator wechatPay = start(PlatformKeyMode.CERTIFICATE);
				ConfigurableApplicationContext application = CouponApplication.start(wechatPay)) {
			makeAllCalls(application, "before");
			assertThat(downloads(wechatPay)).singleElement()
				.satisfies((request) -> assertThat(request.query()).isEqualTo("algorithm_type=SM2"));
			wechatPay.rotateCertificate();
			makeAllCalls(application, "after");
			assertThat(downloads(wechatPay)).hasSize(2);
		}
	}

	@Test
	void usesALocalCertificate() {
		try (WechatPaySimulator wechatPay = start(PlatformKeyMode.CERTIFICATE);
				ConfigurableApplicationContext application = CouponApplication.start(wechatPay,
						"wechatpay.platform-certificates=" + wechatPay.platformCertificatePems().get(0))) {
			makeAllCalls(application, "1");
			assertThat(downloads(wechatPay)).isEmpty();
		}
	}

	@Test
	void encryptsNameAndIdentityCard() {
		try (WechatPaySimulator wechatPay = start(PlatformKeyMode.PUBLIC_KEY);
				ConfigurableApplicationContext application = CouponApplication.start(wechatPay)) {
			MultiuseService service = application.getBean(MultiuseService.class);
			String coupon = service.send(CouponApplication.multiuse("1").build()).couponId();
			// another ciphertext of the same text
			assertThat(service.send(CouponApplication.multiuse("1").build()).couponId()).isEqualTo(coupon);
			assertThatExceptionOfType(WechatPayApiException.class)
				.isThrownBy(() -> service.send(CouponApplication.multiuse("1").userName("李四").build()))
				.matches(WechatPayApiException::isSignatureVerified);
			assertThat(wechatPay.requests()).extracting(RecordedRequest::bodyAsString)
				.doesNotHaveDuplicates()
				.allSatisfy((body) -> assertThat(body).doesNotContain(CouponApplication.USER_NAME,
						CouponApplication.ID_CARD_NUMBER));
		}
	}

	@ParameterizedTest
	@EnumSource(value = PlatformKeyMode.class, names = { "PUBLIC_KEY", "CERTIFICATE" })
	void believesNoResponseThatIsTamperedOrForged(PlatformKeyMode mode) {
		Map<Fault, Reason> forgeries = Map.of(Fault.TAMPERED_BODY, Reason.SIGNATURE_MISMATCH, Fault.FOREIGN_KEY,
				Reason.SIGNATURE_MISMATCH, Fault.UNKNOWN_SERIAL, Reason.SERIAL_UNKNOWN, Fault.OTHER_ALGORITHM,
				Reason.SERIAL_UNKNOWN, Fault.SIGNTEST_SIGNATURE, Reason.PROBE, Fault.MISSING_SIGNATURE_HEADERS,
				Reason.HEADER_MISSING, Fault.STALE_TIMESTAMP, Reason.CLOCK_SKEW);
		try (WechatPaySimulator wechatPay = start(mode);
				ConfigurableApplicationContext application = CouponApplication.start(wechatPay,
						"wechatpay.client.retry.enabled=false")) {
			forgeries.forEach((forgery, reason) -> {
				wechatPay.inject(forgery.on(Operation.FAVOR_SEND));
				assertThatExceptionOfType(WechatPaySecurityException.class).as(forgery.toString())
					.isThrownBy(() -> Call.FAVOR.make(application, CouponApplication.OPENID, "1"))
					.matches((ex) -> ex.reason() == reason, "is for reason " + reason)
					.matches(WechatPayException::isOutcomeUnknown);
			});
			assertThat(Call.FAVOR.make(application, CouponApplication.OPENID, "1"))
				.isEqualTo(wechatPay.issuedCoupons().get(0).id());
			assertThat(wechatPay.issuedCoupons()).hasSize(1);
		}
	}

	@Test
	void believesNoListOfCertificatesThatIsForged() {
		List<Fault> forgeries = List.of(Fault.TAMPERED_BODY, Fault.FOREIGN_KEY, Fault.OTHER_ALGORITHM,
				Fault.MISSING_SIGNATURE_HEADERS);
		try (WechatPaySimulator wechatPay = start(PlatformKeyMode.CERTIFICATE);
				ConfigurableApplicationContext application = CouponApplication.start(wechatPay)) {
			for (Fault forgery : forgeries) {
				wechatPay.inject(forgery.on(Operation.CERTIFICATE_DOWNLOAD));
				assertThatExceptionOfType(WechatPayKeyException.class).as(forgery.toString())
					.isThrownBy(() -> Call.FAVOR.make(application, CouponApplication.OPENID, "1"));
			}
			assertThat(wechatPay.issuedCoupons()).isEmpty();
			assertThat(Call.FAVOR.make(application, CouponApplication.OPENID, "1")).isNotEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(PlatformKeyMode.class)
	void readsThatACouponWasUsed(PlatformKeyMode mode) {
		List<WechatPayNotification> notifications = new CopyOnWriteArrayList<>();
		List<Reason> refusals = new CopyOnWriteArrayList<>();
		List<NotificationParser> parser = new ArrayList<>();
		try (CallbackReceiver receiver = new CallbackReceiver((request) -> {
			assertThat(request.header("Wechatpay-Signature-Type")).isEqualTo(SM2);
			assertThat(new String(request.body(), StandardCharsets.UTF_8)).contains("\"AEAD_SM4_GCM\"");
			try {
				notifications.add(parser.get(0).parse(request.headers(), request.body()));
				return 204;
			}
			catch (WechatPaySecurityException ex) {
				refusals.add(ex.reason());
				return 401;
			}
		});
				WechatPaySimulator wechatPay = start(mode);
				ConfigurableApplicationContext application = CouponApplication.start(wechatPay)) {
			parser.add(application.getBean(NotificationParser.class));
			CouponApplication.knowCertificates(wechatPay, application);
			wechatPay.notifyUrl(receiver.url());
			String coupon = Call.FAVOR.make(application, CouponApplication.OPENID, "1");
			wechatPay.redeem(coupon);
			assertThat(wechatPay.callbacks().awaitAttempts()).singleElement().matches(CallbackAttempt::isAccepted);
			assertThat(notifications).singleElement()
				.isInstanceOfSatisfying(CouponUsedNotification.class,
						(used) -> assertThat(used.couponId()).isEqualTo(coupon));
			assertThat(wechatPay.callbacks().probe(notifications.get(0).id()).status()).isEqualTo(401);
			assertThat(refusals).containsExactly(Reason.PROBE);
		}
	}

	@Test
	void signsWithAKeyThatStaysElsewhere() {
		try (WechatPaySimulator wechatPay = start(PlatformKeyMode.CERTIFICATE)) {
			RequestSigner key = PemText.of(wechatPay.merchant().privateKeyPem()).privateKey();
			try (ConfigurableApplicationContext application = start(wechatPay, new RequestSigner() {

				@Override
				public byte[] sign(byte[] message) {
					return key.sign(message);
				}

				@Override
				public SignatureAlgorithm algorithm() {
					return SignatureAlgorithm.SM2_WITH_SM3;
				}

			})) {
				makeAllCalls(application, "1");
			}
			try (ConfigurableApplicationContext application = start(wechatPay, key::sign)) {
				assertThatExceptionOfType(WechatPayKeyException.class).as("without the algorithm")
					.isThrownBy(() -> Call.FAVOR.make(application, CouponApplication.OPENID, "2"))
					.withMessageContaining("401 SIGN_ERROR")
					.withMessageContaining("Http头Authorization认证类型不正确");
			}
		}
	}

	@Test
	void isNotAuthenticatedWithAnotherKey() {
		try (WechatPaySimulator wechatPay = start(PlatformKeyMode.PUBLIC_KEY);
				WechatPaySimulator other = start(PlatformKeyMode.PUBLIC_KEY);
				ConfigurableApplicationContext application = CouponApplication.start(wechatPay,
						"wechatpay.merchant-private-key=" + other.merchant().privateKeyPem())) {
			assertThatExceptionOfType(WechatPayApiException.class)
				.isThrownBy(() -> Call.FAVOR.make(application, CouponApplication.OPENID, "1"))
				.withMessageContaining("错误的签名，验签失败")
				.matches((ex) -> ex.statusCode() == 401);
			assertThat(wechatPay.issuedCoupons()).isEmpty();
		}
	}

	@Test
	void isToldToConfigureThePublicKeyWhenItIsMissing() {
		try (WechatPaySimulator wechatPay = start(PlatformKeyMode.PUBLIC_KEY);
				ConfigurableApplicationContext application = CouponApplication.start(wechatPay, NO_PUBLIC_KEY)) {
			assertThatExceptionOfType(WechatPayKeyException.class)
				.isThrownBy(() -> Call.MULTIUSE.make(application, CouponApplication.OPENID, "1"))
				.withMessageContaining("set wechatpay.platform-public-key and wechatpay.platform-public-key-id");
		}
	}

	private static WechatPaySimulator start(PlatformKeyMode mode) {
		return WechatPaySimulator.builder().shangmi().platformKeys(mode).stocks(CouponApplication.stocks()).start();
	}

	private static ConfigurableApplicationContext start(WechatPaySimulator wechatPay, RequestSigner signer) {
		return new SpringApplicationBuilder(CouponApplication.class)
			.initializers(
					(GenericApplicationContext context) -> context.registerBean(RequestSigner.class, () -> signer))
			.properties("spring.main.web-application-type=none", "spring.main.banner-mode=off")
			.run(CouponApplication.properties(wechatPay).stream().map("--"::concat).toArray(String[]::new));
	}

	private static void makeAllCalls(ConfigurableApplicationContext application, String number) {
		for (Call call : Call.values()) {
			assertThat(call.make(application, CouponApplication.OPENID, number)).isNotEmpty();
		}
	}

	private static List<RecordedRequest> downloads(WechatPaySimulator wechatPay) {
		return wechatPay.requests()
			.stream()
			.filter((request) -> request.operation() == Operation.CERTIFICATE_DOWNLOAD)
			.toList();
	}

}
