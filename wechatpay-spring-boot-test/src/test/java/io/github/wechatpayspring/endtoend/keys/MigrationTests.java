package io.github.wechatpayspring.endtoend.keys;

import java.util.List;

import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.PlatformKeyMode;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.SimulatedMerchant;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A merchant who moves from platform certificates to the WeChat Pay public key.
 */
class MigrationTests {

	@Test
	void asksForThePublicKeyAndNeedsNoCertificate() {
		try (WechatPaySimulator wechatPay = start(PlatformKeyMode.MIGRATION);
				ConfigurableApplicationContext application = CouponApplication.start(wechatPay)) {
			makeAllCalls(application);
			assertThat(downloads(wechatPay)).isEmpty();
			assertThat(wechatPay.requests()).extracting((request) -> request.header("Wechatpay-Serial"))
				.containsOnly(wechatPay.merchant().platformPublicKeyId());
		}
	}

	@Test
	void verifiesWithCertificatesWhileWechatPayStillSignsWithThem() {
		try (WechatPaySimulator wechatPay = start(PlatformKeyMode.BEFORE_MIGRATION);
				ConfigurableApplicationContext application = CouponApplication.start(wechatPay)) {
			makeAllCalls(application);
			wechatPay.rotateCertificate();
			makeAllCalls(application);
			assertThat(downloads(wechatPay)).as("one at first and one for the rotation").hasSize(2);
			assertThat(wechatPay.requests()).filteredOn((request) -> request.operation() == Operation.MULTIUSE_SEND)
				.hasSize(2)
				.extracting((request) -> request.header("Wechatpay-Serial"))
				.as("what encrypted")
				.containsOnly(wechatPay.merchant().platformPublicKeyId());
		}
	}

	@Test
	void verifiesWithLocalCertificatesBesideThePublicKey() {
		try (WechatPaySimulator wechatPay = start(PlatformKeyMode.BEFORE_MIGRATION);
				ConfigurableApplicationContext application = CouponApplication.start(wechatPay,
						"wechatpay.platform-certificates=" + wechatPay.platformCertificatePems().get(0),
						"wechatpay.api-v3-key=")) {
			makeAllCalls(application);
			assertThat(downloads(wechatPay)).isEmpty();
		}
	}

	@Test
	void sendsAResponseBackInTheKeyThatTheCallerAskedFor() {
		try (WechatPaySimulator wechatPay = start(PlatformKeyMode.MIGRATION);
				ConfigurableApplicationContext application = CouponApplication.start(wechatPay)) {
			RestClient client = application.getBean("wechatPayRestClient", RestClient.class);
			JsonNode list = client.get()
				.uri("/v3/certificates")
				.header("Wechatpay-Serial", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1")
				.retrieve()
				.body(JsonNode.class);
			assertThat(list).isNotNull();
			assertThat(list.path("data").size()).isEqualTo(1);
			assertThat(downloads(wechatPay)).as("the call itself and the download to verify it").hasSize(2);
		}
	}

	@Test
	void tellsAMerchantWithCertificatesOnlyToSetThePublicKeyToo() {
		try (WechatPaySimulator wechatPay = start(PlatformKeyMode.MIGRATION);
				ConfigurableApplicationContext application = CouponApplication.start(wechatPay,
						"wechatpay.platform-public-key=", "wechatpay.platform-public-key-id=")) {
			makeAllCalls(application);
			RestClient client = application.getBean("wechatPayRestClient", RestClient.class);
			SimulatedMerchant merchant = wechatPay.merchant();
			assertThatExceptionOfType(WechatPaySecurityException.class)
				.isThrownBy(() -> client.get()
					.uri("/v3/certificates")
					.header("Wechatpay-Serial", merchant.platformPublicKeyId())
					.retrieve()
					.toBodilessEntity())
				.withMessageContaining("set wechatpay.platform-public-key and wechatpay.platform-public-key-id as well")
				.matches((ex) -> ex.reason() == Reason.SERIAL_UNKNOWN);
		}
	}

	@Test
	void tellsAMerchantWithThePublicKeyOnlyToSetTheApiV3Key() {
		try (WechatPaySimulator wechatPay = start(PlatformKeyMode.BEFORE_MIGRATION);
				ConfigurableApplicationContext application = CouponApplication.start(wechatPay,
						"wechatpay.api-v3-key=")) {
			assertThatExceptionOfType(WechatPaySecurityException.class)
				.isThrownBy(() -> Call.FAVOR.make(application, CouponApplication.OPENID, "1"))
				.withMessageContaining("set wechatpay.api-v3-key")
				.matches((ex) -> ex.reason() == Reason.SERIAL_UNKNOWN);
		}
	}

	private static WechatPaySimulator start(PlatformKeyMode mode) {
		return WechatPaySimulator.builder().platformKeys(mode).stocks(CouponApplication.stocks()).start();
	}

	private static void makeAllCalls(ConfigurableApplicationContext application) {
		for (Call call : Call.values()) {
			assertThat(call.make(application, CouponApplication.OPENID, "1")).isNotEmpty();
		}
	}

	private static List<RecordedRequest> downloads(WechatPaySimulator wechatPay) {
		return wechatPay.requests()
			.stream()
			.filter((request) -> request.operation() == Operation.CERTIFICATE_DOWNLOAD)
			.toList();
	}

}
