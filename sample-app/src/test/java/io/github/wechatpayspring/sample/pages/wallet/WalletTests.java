package io.github.wechatpayspring.sample.pages.wallet;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;

import io.github.wechatpayspring.sample.CouponDesk;
import io.github.wechatpayspring.sample.CouponKind;
import io.github.wechatpayspring.sample.CouponOrder;
import io.github.wechatpayspring.sample.PageClient;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "sample.tour=false")
@AutoConfigureWechatPaySimulator
class WalletTests {

	private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	@LocalServerPort
	private int port;

	@Autowired
	private WechatPaySimulator wechatPay;

	@Autowired
	private CouponDesk desk;

	private PageClient pages;

	@BeforeEach
	void open() {
		this.pages = new PageClient(this.port);
		this.wechatPay.notifyUrl(URI.create("http://127.0.0.1:" + this.port + "/wechatpay/notify"));
	}

	@Test
	void showsWhatWeChatPayListsAndWhatOnlyThisApplicationKnows() {
		String cash = give(CouponKind.FAVOR, "9865000");
		String product = give(CouponKind.PRODUCT_COUPON, "1262260000000268");
		String card = give(CouponKind.CONSUMER_CARD, "pIJMr5MMiIkO_93VtPyIiEk2DZ4w");
		String page = this.pages.page("/wallet?openid=" + OPENID);
		assertThat(page).contains("id=\"card-" + cash, "id=\"card-" + product, "id=\"card-" + card, "¥5.00");
		assertThat(this.pages.page("/wallet?openid=oSomebodyElse")).contains("id=\"wallet-empty\"");
	}

	@Test
	void turnsACouponUsedWhenWeChatPaySaysSo() {
		String cash = give(CouponKind.FAVOR, "9865000");
		assertThat(this.pages.page("/wallet/cards?openid=" + OPENID)).contains("id=\"use-" + cash)
			.doesNotContain("COUPON.USE");
		HttpResponse<String> answer = this.pages.post("/wallet/use", Map.of("openid", OPENID, "couponId", cash));
		assertThat(answer.statusCode()).isEqualTo(302);
		Awaitility.await()
			.atMost(Duration.ofMinutes(3))
			.untilAsserted(() -> assertThat(this.pages.page("/wallet/cards?openid=" + OPENID))
				.contains("data-status=\"USED\"", "COUPON.USE received")
				.doesNotContain("id=\"use-" + cash));
	}

	@Test
	void showsWhatIsLeftOfMultiuseCredit() {
		String gold = this.desk
			.give(new CouponOrder(CouponKind.MULTIUSE, OPENID, "9865001", CouponOrder.newNumber(), OffsetDateTime.now(),
					10000L, "张三", "11010519491231002X"))
			.id();
		this.pages.post("/wallet/use", Map.of("openid", OPENID, "couponId", gold, "amount", "2500"));
		assertThat(this.pages.page("/wallet/cards?openid=" + OPENID)).contains("¥75.00", "data-status=\"SENDED\"");
	}

	@Test
	void saysWhyACouponCannotBeUsed() {
		HttpResponse<String> answer = this.pages.post("/wallet/use", Map.of("openid", OPENID, "couponId", "1"));
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).contains("role=\"alert\"");
	}

	private String give(CouponKind kind, String stockId) {
		return this.desk.give(new CouponOrder(kind, OPENID, stockId, CouponOrder.newNumber(), OffsetDateTime.now()))
			.id();
	}

}
