package io.github.wechatpayspring.endtoend.keys;

import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A merchant who has the WeChat Pay public key and no platform certificates.
 */
class PublicKeyModeTests {

	private final WechatPaySimulator wechatPay = WechatPaySimulator.builder()
		.stocks(CouponApplication.stocks())
		.start();

	@AfterEach
	void stop() {
		this.wechatPay.close();
	}

	@Test
	void makesEveryCallAndDownloadsNothing() {
		try (ConfigurableApplicationContext application = CouponApplication.start(this.wechatPay,
				"wechatpay.api-v3-key=")) {
			for (Call call : Call.values()) {
				call.make(application, CouponApplication.OPENID, "1");
			}
		}
		assertThat(this.wechatPay.requests()).hasSize(Call.values().length);
		assertThat(this.wechatPay.issuedCoupons()).hasSize(4);
	}

	@Test
	void isToldToConfigureThePublicKeyWhenItIsMissing() {
		try (ConfigurableApplicationContext application = CouponApplication.start(this.wechatPay,
				"wechatpay.platform-public-key=", "wechatpay.platform-public-key-id=")) {
			assertThatExceptionOfType(WechatPayKeyException.class)
				.isThrownBy(() -> Call.MULTIUSE.make(application, CouponApplication.OPENID, "1"))
				.withMessageContaining("This merchant has no platform certificates but a WeChat Pay public key")
				.withMessageContaining("set wechatpay.platform-public-key and wechatpay.platform-public-key-id")
				.matches((ex) -> !ex.isOutcomeUnknown());
		}
		assertThat(this.wechatPay.requests()).singleElement()
			.satisfies((request) -> assertThat(request.status()).isEqualTo(404));
	}

}
