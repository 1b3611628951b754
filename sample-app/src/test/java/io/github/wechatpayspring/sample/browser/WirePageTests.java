package io.github.wechatpayspring.sample.browser;

import java.util.List;

import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.SendFavorCouponRequest;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@BrowserTest
class WirePageTests {

	private static final String HAS_PIXEL = """
			const canvas = new OffscreenCanvas(1, 1);
			const drawn = document.querySelector(arguments[0] + " canvas");
			canvas.width = drawn.width;
			canvas.height = drawn.height;
			canvas.getContext("2d").drawImage(drawn, 0, 0);
			const colour = getComputedStyle(document.documentElement).getPropertyValue(arguments[1]).trim();
			const wanted = [1, 3, 5].map((start) => parseInt(colour.substr(start, 2), 16));
			const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
			for (let i = 0; i < pixels.length; i += 4) {
				if (wanted.every((part, j) => pixels[i + j] === part) && pixels[i + 3] === 255) {
					return true;
				}
			}
			return false;
			""";

	private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	private static final String LATEST = ".timeline-call:first-child";

	@Autowired
	private WechatPaySimulator wechatPay;

	@Autowired
	private FavorCouponService favorCoupons;

	@AfterEach
	void behave() {
		this.wechatPay.clearFaults();
	}

	@Test
	void showsNewCallsByItself(Browser browser) {
		browser.open("/wire");
		String before = browser.text(LATEST);
		String requestId = give("wire-page-1");
		browser.awaitText(LATEST, requestId);
		assertThat(browser.text("#calls")).contains(before);
	}

	@Test
	void staysAsItIsWhilePaused(Browser browser) {
		browser.open("/wire");
		browser.click("#pause");
		browser.find("#follow");
		assertThat(browser.find("#calls").getAttribute("hx-get")).isNull();
		String requestId = give("wire-page-2");
		assertThat(browser.text("#calls")).doesNotContain(requestId);
		browser.click("#follow");
		browser.awaitText(LATEST, requestId);
	}

	@Test
	void showsACallAsAWhole(Browser browser) {
		String requestId = give("wire-page-3");
		browser.open("/wire");
		browser.awaitText(LATEST, requestId);
		browser.click(LATEST + " a");
		assertThat(browser.text(".facts")).contains("favor-send", requestId);
		assertThat(browser.text(".signed-text")).contains("POST", "/v3/marketing/favor/users/oUpF…eS6o/coupons",
				"wire-page-3");
		assertThat(browser.text("main")).contains("WECHATPAY2-SHA256-RSA2048", "… (344)", "Wechatpay-Signature")
			.doesNotContain(OPENID);
		browser.awaitCount(".check-PASSED", 7);
		browser.click("#back");
		browser.find("#calls");
	}

	@Test
	void showsAttemptsAndWhyAnAnswerWasNotTrusted(Browser browser) {
		this.wechatPay.inject(Fault.FOREIGN_KEY);
		give("wire-page-4");
		browser.open("/wire");
		browser.awaitText(LATEST, "not trusted");
		browser.awaitText(LATEST, "verified");
		browser.click(LATEST + " a");
		browser.awaitCount(".attempt", 2);
		assertThat(browser.text(".check-FAILED")).contains("Signature of these bytes");
		assertThat(browser.text(".attempt")).contains("SIGNATURE_MISMATCH");
	}

	@Test
	void worksWithoutJavaScript(Browser browser) {
		browser.withoutJavaScript(true);
		try {
			String requestId = give("wire-page-5");
			browser.open("/wire");
			assertThat(browser.text(LATEST)).contains(requestId);
			browser.click(LATEST + " a");
			assertThat(browser.text(".facts")).contains(requestId);
		}
		finally {
			browser.withoutJavaScript(false);
		}
	}

	@Test
	void drawsWhatTheMetersShow(Browser browser) {
		browser.open("/charts");
		long before = browser.number("#calls-total");
		List.of("wire-page-6", "wire-page-7").forEach(this::give);
		browser.await("two more calls", () -> (browser.number("#calls-total") >= before + 2) ? true : null);
		assertThat(browser.text("#outcomes .u-legend")).contains("Success", "Refused", "Outcome unknown");
		assertThat(browser.text("#latency .u-legend")).contains("p50", "p95");
		assertThat(browser.run(HAS_PIXEL, "#outcomes", "--accent")).isEqualTo(true);
		assertThat(browser.run(HAS_PIXEL, "#latency", "--info")).isEqualTo(true);
		assertThat(browser.run(HAS_PIXEL, "#latency", "--danger")).isEqualTo(false);
		browser.screenshot("charts-drawn");
		browser.reload();
		browser.awaitText("#intervals", "ms");
	}

	private String give(String outRequestNo) {
		return String.valueOf(this.favorCoupons
			.send(SendFavorCouponRequest.builder().openid(OPENID).stockId("9865000").outRequestNo(outRequestNo).build())
			.requestId());
	}

}
