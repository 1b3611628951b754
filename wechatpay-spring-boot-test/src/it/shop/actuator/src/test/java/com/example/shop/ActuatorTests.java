package com.example.shop;

import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoint.health.show-details=always",
				"management.endpoints.web.exposure.include=health,metrics,wechatpay" })
@AutoConfigureWechatPaySimulator
class ActuatorTests {

	@Autowired
	private Gifts gifts;

	@Autowired
	private WechatPaySimulator wechatPay;

	@LocalServerPort
	private int port;

	@BeforeEach
	void giveACoupon() {
		this.wechatPay.addStock(Stock.favor(Gifts.STOCK).budget(100));
		this.gifts.welcome("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
		assertThat(this.wechatPay.issuedCoupons()).hasSize(1);
	}

	@Test
	void tellsOfItsHealth() {
		JsonNode health = get("health").at("/components/wechatPay");
		assertThat(health.at("/status").asString()).isEqualTo("UP");
		assertThat(health.at("/details").isEmpty()).isFalse();
	}

	@Test
	void showsTheLastCallAtItsEndpoint() {
		JsonNode merchant = get("wechatpay").at("/merchants/0");
		assertThat(merchant.at("/merchantId").asString()).isEqualTo(this.wechatPay.merchant().merchantId());
		assertThat(merchant.at("/calls/0/operation").asString()).isEqualTo("favor-send");
	}

	@Test
	void measuresCalls() {
		assertThat(get("metrics/wechatpay.client.requests").at("/measurements/0/value").asDouble()).isPositive();
	}

	private JsonNode get(String endpoint) {
		return RestClient.create("http://127.0.0.1:" + this.port + "/actuator/")
			.get()
			.uri(endpoint)
			.retrieve()
			.body(JsonNode.class);
	}

}
