package io.github.wechatpayspring.sample.pages.console;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wechatpayspring.sample.CouponKind;
import io.github.wechatpayspring.sample.PageClient;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "sample.tour=false")
@AutoConfigureWechatPaySimulator
class ConsoleTests {

	private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	@LocalServerPort
	private int port;

	@Autowired
	private WechatPaySimulator wechatPay;

	private PageClient pages;

	@BeforeEach
	void open() {
		this.pages = new PageClient(this.port);
	}

	@ParameterizedTest
	@EnumSource(CouponKind.class)
	void givesACouponOfEachKindWithWhatTheFormHolds(CouponKind kind) {
		HttpResponse<String> answer = this.pages.post("/", form(kind));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(this.wechatPay.issuedCoupons()).singleElement().satisfies((coupon) -> {
			assertThat(coupon.stock().type()).hasToString(kind.name());
			assertThat(PageClient.text(answer.body(), "given-id")).isEqualTo(coupon.id());
			assertThat(PageClient.text(answer.body(), "given-number")).isEqualTo(coupon.outRequestNo());
			assertThat(PageClient.text(answer.body(), "given-request")).endsWith("-0");
			assertThat(PageClient.text(answer.body(), "outRequestNo")).isNotEqualTo(coupon.outRequestNo());
		});
	}

	@Test
	void forgetsWhoGotMultiuseCredit() {
		Map<String, String> form = form(CouponKind.MULTIUSE);
		form.put("userName", "李四");
		form.put("idCardNumber", "440524188001010014");
		assertThat(this.pages.post("/", form).body()).contains("id=\"given\"")
			.doesNotContain("李四", "440524188001010014");
	}

	@Test
	void explainsWhyACouponWasNotGiven() {
		Map<String, String> form = form(CouponKind.FAVOR);
		form.put("stockId", "9865009");
		HttpResponse<String> answer = this.pages.post("/", form);
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(PageClient.text(answer.body(), "failure-code")).isEqualTo("NOT_ENOUGH");
		assertThat(PageClient.text(answer.body(), "failure-explanation")).contains("budget is used up");
		assertThat(answer.body()).doesNotContain("id=\"repeat\"");
	}

	@Test
	void settlesAnUnknownOutcomeWithTheSameNumber() {
		this.wechatPay.inject(Fault.RESET_AFTER_PROCESSING.times(4));
		Map<String, String> form = form(CouponKind.CONSUMER_CARD);
		HttpResponse<String> answer = this.pages.post("/", form);
		assertThat(answer.statusCode()).isEqualTo(504);
		assertThat(answer.body()).contains("id=\"repeat\"");
		assertThat(PageClient.text(answer.body(), "failure-number")).isEqualTo(form.get("outRequestNo"));
		Map<String, String> repeated = new LinkedHashMap<>();
		String repeat = answer.body().substring(answer.body().indexOf("id=\"repeat\""));
		for (String name : new String[] { "kind", "openid", "stockId", "outRequestNo", "sendTime" }) {
			repeated.put(name, hidden(repeat, name));
		}
		assertThat(this.pages.post("/", repeated).statusCode()).isEqualTo(200);
		assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::outRequestNo)
			.containsExactly(form.get("outRequestNo"));
	}

	@Test
	void saysBesideTheFieldWhatIsWrongWithIt() {
		Map<String, String> form = form(CouponKind.FAVOR);
		form.put("outRequestNo", "no spaces");
		HttpResponse<String> answer = this.pages.post("/", form);
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(PageClient.text(answer.body(), "outRequestNo-error")).contains("outRequestNo", "letters, digits");
		assertThat(PageClient.text(answer.body(), "outRequestNo")).isEqualTo("no spaces");
		assertThat(this.wechatPay.requests()).isEmpty();
	}

	@Test
	void asksForAnAmountThatIsANumber() {
		Map<String, String> form = form(CouponKind.MULTIUSE);
		form.put("amount", "much");
		assertThat(PageClient.text(this.pages.post("/", form).body(), "amount-error")).contains("whole number of fen");
	}

	@Test
	void showsAnOpenidAsTextWhateverItIs() {
		Map<String, String> form = form(CouponKind.FAVOR);
		form.put("openid", "<script>alert(1)</script>");
		assertThat(this.pages.post("/", form).body()).contains("&lt;script&gt;alert(1)&lt;/script&gt;")
			.doesNotContain("<script>alert");
	}

	@Test
	void givesAScriptOnlyWhatChanges() {
		assertThat(this.pages.page("/?kind=MULTIUSE", "HX-Request", "true")).contains("id=\"idCardNumber\"")
			.doesNotContain("<html");
	}

	private Map<String, String> form(CouponKind kind) {
		String page = this.pages.page("/?kind=" + kind.name());
		Map<String, String> form = new LinkedHashMap<>(Map.of("kind", kind.name(), "openid", OPENID));
		assertThat(PageClient.text(page, "openid")).isEqualTo(OPENID);
		form.put("stockId", page.split("<option value=\"")[1].split("\"")[0]);
		form.put("outRequestNo", PageClient.text(page, "outRequestNo"));
		form.put("sendTime", hidden(page, "sendTime"));
		if (kind == CouponKind.MULTIUSE) {
			for (String name : new String[] { "amount", "userName", "idCardNumber" }) {
				form.put(name, PageClient.text(page, name));
			}
		}
		return form;
	}

	private static String hidden(String page, String name) {
		return page.split("type=\"hidden\" name=\"" + name + "\" value=\"")[1].split("\"")[0];
	}

}
