package com.example.shop;

import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@AutoConfigureWechatPaySimulator
class MicrometerTests {

	@Autowired
	private Gifts gifts;

	@Autowired
	private WechatPaySimulator wechatPay;

	@Autowired
	private MeterRegistry meters;

	@Test
	void measuresCallsWithoutTheActuator() {
		assertThat(ClassUtils.isPresent("org.springframework.boot.actuate.endpoint.annotation.Endpoint", null))
			.isFalse();
		this.wechatPay.addStock(Stock.favor(Gifts.STOCK).budget(100));
		this.gifts.welcome("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
		assertThat(this.wechatPay.issuedCoupons()).hasSize(1);
		assertThat(this.meters.get("wechatpay.client.requests").tag("outcome", "SUCCESS").timer().count()).isOne();
		assertThat(this.meters.get("wechatpay.client.sign").timer().count()).isOne();
		assertThat(this.meters.get("wechatpay.client.verify").timer().count()).isOne();
	}

}
