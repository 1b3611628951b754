package com.example.shop;

import java.net.URI;

import io.github.wechatpayspring.simulator.CallbackAttempt;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "wechatpay.notification.path=/wechatpay/notify")
@AutoConfigureWechatPaySimulator
class WebFluxTests {

	@Autowired
	private Gifts gifts;

	@Autowired
	private RedeemedCoupons redeemed;

	@Autowired
	private WechatPaySimulator wechatPay;

	@LocalServerPort
	private int port;

	@Test
	void hearsOfACouponThatWasUsedWithWebFluxOnly() {
		assertThat(ClassUtils.isPresent("org.springframework.web.servlet.DispatcherServlet", null)).isFalse();
		assertThat(ClassUtils.isPresent("io.micrometer.core.instrument.MeterRegistry", null)).isFalse();
		this.wechatPay.addStock(Stock.favor(Gifts.STOCK).budget(100));
		this.wechatPay.notifyUrl(URI.create("http://127.0.0.1:" + this.port + "/wechatpay/notify"));
		String coupon = this.gifts.welcome("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
		this.wechatPay.redeem(coupon);
		assertThat(this.wechatPay.callbacks().awaitAttempts()).extracting(CallbackAttempt::status).containsExactly(204);
		assertThat(this.redeemed.ids()).containsExactly(coupon);
	}

}
