package io.github.wechatpayspring.sample;

import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockType;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "sample.tour=false")
@AutoConfigureWechatPaySimulator
@AutoConfigureRestTestClient
class SampleApplicationTests {

	private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	private static final String GOLD = "{\"userName\":\"张三\",\"idCardNumber\":\"11010519491231002X\",\"amount\":10000}";

	@Autowired
	private RestTestClient client;

	@Autowired
	private WechatPaySimulator wechatPay;

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "cash|{}|FAVOR", "gold|" + GOLD + "|MULTIUSE", "product|{}|PRODUCT_COUPON",
			"card|{}|CONSUMER_CARD" })
	void givesACouponOfEachKind(String kind, String order, StockType type) {
		GivenCoupon given = post(kind, order).expectStatus()
			.isCreated()
			.expectBody(GivenCoupon.class)
			.returnResult()
			.getResponseBody();
		assertThat(this.wechatPay.issuedCoupons()).singleElement().satisfies((coupon) -> {
			assertThat(coupon.stock().type()).isEqualTo(type);
			assertThat(coupon.openid()).isEqualTo(OPENID);
			assertThat(given).isNotNull();
			assertThat(given.id()).isEqualTo(coupon.id());
			assertThat(given.outRequestNo()).isEqualTo(coupon.outRequestNo());
			assertThat(given.requestId()).endsWith("-0");
		});
	}

	@Test
	void listsCashCouponsAndMultiuseCredit() {
		post("cash", "{}").expectStatus().isCreated();
		post("gold", GOLD).expectStatus().isCreated();
		this.client.get()
			.uri("/users/{openid}/coupons", OPENID)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.length()")
			.isEqualTo(2)
			.jsonPath("$[0].status")
			.isEqualTo("SENDED")
			.jsonPath("$[1].businessType")
			.isEqualTo("MULTIUSE");
	}

	@Test
	void saysThatACouponWasNotGiven() {
		this.wechatPay.addStock(Stock.favor("9865000").budget(0));
		post("cash", "{}").expectStatus()
			.isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.outcomeUnknown")
			.isEqualTo(false)
			.jsonPath("$.retryable")
			.isEqualTo(false)
			.jsonPath("$.code")
			.isEqualTo("NOT_ENOUGH");
	}

	@Test
	void givesOneCouponWhenARequestWithUnknownOutcomeIsRepeated() {
		this.wechatPay.inject(Fault.RESET_AFTER_PROCESSING.times(4));
		String order = "{\"outRequestNo\":\"order-42\"}";
		post("cash", order).expectStatus()
			.isEqualTo(HttpStatus.GATEWAY_TIMEOUT)
			.expectBody()
			.jsonPath("$.outcomeUnknown")
			.isEqualTo(true);
		post("cash", order).expectStatus().isCreated();
		assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::outRequestNo).containsExactly("order-42");
	}

	@Test
	void refusesAWrongRequestBeforeItIsSent() {
		post("cash", "{\"outRequestNo\":\"no spaces\"}").expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).contains("outRequestNo"));
		assertThat(this.wechatPay.requests()).isEmpty();
	}

	private RestTestClient.ResponseSpec post(String kind, String order) {
		return this.client.post()
			.uri("/users/{openid}/coupons/" + kind, OPENID)
			.contentType(MediaType.APPLICATION_JSON)
			.body(order)
			.exchange();
	}

}
