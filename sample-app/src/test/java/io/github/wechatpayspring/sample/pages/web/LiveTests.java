package io.github.wechatpayspring.sample.pages.web;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wechatpayspring.sample.PageClient;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "SAMPLE_STOCKS_FAVOR=9865000", "WECHATPAY_MERCHANT_ID=1900009191",
				"WECHATPAY_APPID=wx233544546545989" })
@ActiveProfiles("live")
@AutoConfigureWechatPaySimulator
class LiveTests {

	@LocalServerPort
	private int port;

	@Autowired
	private WechatPaySimulator wechatPay;

	private PageClient pages;

	@BeforeEach
	void open() {
		this.pages = new PageClient(this.port);
		this.wechatPay.addStock(Stock.favor("9865000"));
	}

	@Test
	void saysOnEachPageThatCouponsAreRealAndHidesTheSimulator() {
		for (String path : new String[] { "/", "/batch", "/wallet" }) {
			assertThat(this.pages.page(path)).contains("id=\"live-banner\"").doesNotContain("href=\"/simulator\"");
		}
		assertThat(this.pages.post("/wallet/use", Map.of("openid", "o", "couponId", "1")).statusCode()).isEqualTo(404);
	}

	@Test
	void suggestsNoUserAndNoPerson() {
		assertThat(this.pages.page("/?kind=MULTIUSE")).doesNotContain("张三", "11010519491231002X", "id=\"example-1\"");
	}

	@Test
	void asksBeforeItGivesACouponAndAgainWhenSomethingHasChanged() {
		Map<String, String> form = new LinkedHashMap<>(
				Map.of("kind", "FAVOR", "openid", "oUser1", "stockId", "9865000", "outRequestNo", "number-1"));
		HttpResponse<String> question = this.pages.post("/", form);
		assertThat(question.body()).contains("id=\"confirm\"");
		assertThat(this.wechatPay.requests()).isEmpty();
		form.put("confirmed", PageClient.text(question.body(), "confirm-button"));
		form.put("openid", "oUser2");
		assertThat(this.pages.post("/", form).body()).contains("id=\"confirm\"");
		assertThat(this.wechatPay.requests()).isEmpty();
		form.put("openid", "oUser1");
		assertThat(this.pages.post("/", form).body()).contains("id=\"given\"");
		assertThat(this.wechatPay.issuedCoupons()).hasSize(1);
	}

	@Test
	void asksOnceWithTheNumberOfCouponsBeforeABatch() {
		String batch = URI
			.create(this.pages
				.post("/batch",
						Map.of("kind", "FAVOR", "stockId", "", "name", "live", "openids",
								"oUser00000000000000001\noUser00000000000000002"))
				.headers()
				.firstValue("Location")
				.orElseThrow())
			.getPath();
		assertThat(this.pages.page(batch)).contains("Issue 2 coupons?", "data-state=\"CREATED\"");
		assertThat(this.wechatPay.requests()).isEmpty();
		this.pages.post(batch + "/start", Map.of());
		Awaitility.await()
			.atMost(Duration.ofMinutes(3))
			.untilAsserted(() -> assertThat(this.pages.page(batch)).contains("data-state=\"FINISHED\""));
		assertThat(this.wechatPay.issuedCoupons()).hasSize(2);
	}

}
