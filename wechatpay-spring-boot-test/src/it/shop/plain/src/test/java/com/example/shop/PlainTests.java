package com.example.shop;

import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@AutoConfigureWechatPaySimulator
class PlainTests {

	@Autowired
	private Gifts gifts;

	@Autowired
	private WechatPaySimulator wechatPay;

	@Test
	void givesACouponWithNothingOptionalOnTheClassPath() {
		this.wechatPay.addStock(Stock.favor(Gifts.STOCK).budget(100));
		String coupon = this.gifts.welcome("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
		assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::id).containsExactly(coupon);
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.micrometer.core.instrument.MeterRegistry", "jakarta.servlet.Servlet",
			"jakarta.validation.Validator", "org.reactivestreams.Publisher",
			"org.springframework.boot.actuate.endpoint.annotation.Endpoint",
			"org.springframework.boot.health.contributor.HealthIndicator",
			"org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
			"org.springframework.jdbc.core.JdbcOperations", "org.springframework.web.reactive.DispatcherHandler",
			"org.springframework.web.servlet.DispatcherServlet" })
	void nothingOptionalIsThere(String type) {
		assertThat(ClassUtils.isPresent(type, null)).isFalse();
	}

}
