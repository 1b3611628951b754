package io.github.wechatpayspring.sample.browser;

import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@BrowserTest
class ConsolePageTests {

	@Autowired
	private WechatPaySimulator wechatPay;

	@AfterEach
	void behave() {
		this.wechatPay.clearFaults();
	}

	@ParameterizedTest
	@ValueSource(strings = { "FAVOR", "MULTIUSE", "PRODUCT_COUPON", "CONSUMER_CARD" })
	void givesACouponOfEachKind(String kind, Browser browser) {
		browser.open("/");
		if (!kind.equals("FAVOR")) {
			browser.click("label[for=kind-" + kind + "]");
			browser.find("#kind-" + kind + "[checked]");
		}
		browser.click("#give-button");
		String id = browser.text("#given-id");
		assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::id).contains(id);
		assertThat(browser.text("#given-request")).isNotEmpty();
	}

	@Test
	void explainsWhyACouponWasNotGiven(Browser browser) {
		browser.open("/");
		browser.select("#stockId", "9865009");
		browser.click("#give-button");
		assertThat(browser.text("#failure-code")).isEqualTo("NOT_ENOUGH");
		assertThat(browser.text("#failure")).contains("was not issued");
		browser.expectFailedRequest();
	}

	@Test
	void givesOneCouponWhenAnUnknownOutcomeIsRepeated(Browser browser) {
		this.wechatPay.inject(Fault.RESET_AFTER_PROCESSING.times(4));
		browser.open("/");
		String number = browser.value("#outRequestNo");
		browser.click("#give-button");
		browser.awaitText("#failure-number", number);
		browser.click("#repeat-button");
		browser.awaitText("#given-number", number);
		assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::outRequestNo).containsOnlyOnce(number);
		browser.expectFailedRequest();
	}

	@Test
	void tellsWhichFieldIsWrong(Browser browser) {
		browser.open("/");
		browser.type("#outRequestNo", "no spaces");
		browser.click("#give-button");
		assertThat(browser.text("#outRequestNo-error")).contains("outRequestNo");
		assertThat(browser.find("#outRequestNo").getAttribute("aria-invalid")).isEqualTo("true");
		browser.expectFailedRequest();
	}

	@Test
	void showsAScriptInAnOpenidAsText(Browser browser) {
		String openid = "<script>window.run=1</script>";
		browser.open("/");
		browser.type("#openid", openid);
		browser.click("#give-button");
		browser.awaitText("#result", openid);
		browser.open("/wire");
		browser.click(".timeline-call:first-child a");
		browser.awaitText(".request-line", "%3Cs…");
		browser.open("/wallet?openid=%3Cscript%3Ewindow.run%3D1%3C%2Fscript%3E");
		assertThat(browser.run("return window.run")).isNull();
		browser.errors();
	}

	@Test
	void givesACouponWithTheKeyboardOnly(Browser browser) {
		browser.open("/");
		browser.press(Keys.TAB);
		assertThat(browser.focused().getAttribute("class")).isEqualTo("skip-link");
		browser.press(Keys.ENTER);
		browser.tabTo("openid");
		browser.tabTo("give-button");
		browser.press(Keys.ENTER);
		String id = browser.text("#given-id");
		assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::id).contains(id);
		browser.awaitFocus("result-heading");
		browser.tabTo("see-wire");
		browser.press(Keys.ENTER);
		browser.await("the page of the wire", () -> browser.path().equals("/wire") ? true : null);
	}

	@Test
	void givesACouponWithoutJavaScript(Browser browser) {
		browser.withoutJavaScript(true);
		try {
			browser.open("/");
			browser.click("#give-button");
			String id = browser.text("#given-id");
			assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::id).contains(id);
		}
		finally {
			browser.withoutJavaScript(false);
		}
	}

}
