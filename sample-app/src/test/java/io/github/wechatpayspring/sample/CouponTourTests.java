package io.github.wechatpayspring.sample;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.autoconfigure.WechatPayProperties;
import io.github.wechatpayspring.simulator.CallbackAttempt;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class CouponTourTests {

	@Test
	void givesOneCouponOfEachKindAndListsThemWhenTheApplicationStarts(CapturedOutput output) {
		String cashCoupon;
		try (ConfigurableApplicationContext context = run("--server.port=0")) {
			WechatPaySimulator wechatPay = context.getBean(WechatPaySimulator.class);
			assertThat(wechatPay.issuedCoupons()).hasSize(4);
			assertThat(wechatPay.callbacks().attempts()).allMatch(CallbackAttempt::isAccepted)
				.extracting(CallbackAttempt::eventType)
				.containsExactlyInAnyOrder("COUPON.SEND", "COUPON.USE");
			cashCoupon = wechatPay.issuedCoupons().get(0).id();
		}
		assertThat(output).containsOnlyOnce("COUPON.SEND notification")
			.containsOnlyOnce("COUPON.USE notification")
			.contains("coupon %s of stock 9865000 was used".formatted(cashCoupon));
		assertThat(output).contains("4 of 4 coupons issued", "The user holds 2 of them")
			.doesNotContain("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "张三", "11010519491231002X");
	}

	@Test
	void usesRealCredentialsAndGivesNothingByItselfWithTheLiveProfile(CapturedOutput output) {
		try (WechatPaySimulator wechatPay = WechatPaySimulator.start();
				ConfigurableApplicationContext context = run("--server.port=0", "--spring.profiles.active=live",
						"--WECHATPAY_MERCHANT_ID=" + wechatPay.merchant().merchantId(),
						"--WECHATPAY_MERCHANT_SERIAL_NUMBER=" + wechatPay.merchant().serialNumber(),
						"--WECHATPAY_MERCHANT_PRIVATE_KEY=" + wechatPay.merchant().privateKeyPem(),
						"--WECHATPAY_PLATFORM_PUBLIC_KEY_ID=" + wechatPay.merchant().platformPublicKeyId(),
						"--WECHATPAY_PLATFORM_PUBLIC_KEY=" + wechatPay.merchant().platformPublicKeyPem(),
						"--WECHATPAY_APPID=" + wechatPay.merchant().appid())) {
			assertThat(context.getBean(WechatPayProperties.class).client().baseUrl())
				.isEqualTo("https://api.mch.weixin.qq.com");
			assertThat(context.getBeansOfType(WechatPayConnectionDetails.class)).isEmpty();
			assertThat(context.getBeansOfType(WechatPaySimulator.class)).isEmpty();
			assertThat(output).doesNotContain("coupons issued");
		}
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		return SpringApplication.run(SampleApplication.class, arguments);
	}

}
