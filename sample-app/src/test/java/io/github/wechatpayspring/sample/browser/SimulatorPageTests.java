package io.github.wechatpayspring.sample.browser;

import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@BrowserTest
class SimulatorPageTests {

	@Autowired
	private WechatPaySimulator wechatPay;

	@AfterEach
	void behave() {
		this.wechatPay.clearFaults();
	}

	@Test
	void faultsShowOnTheConsoleAndOnTheWireUntilTheyAreSwitchedOff(Browser browser) {
		browser.open("/simulator");
		browser.click("#on-TOO_MANY_REQUESTS");
		browser.find("#off-TOO_MANY_REQUESTS");
		browser.open("/");
		browser.click("#give-button");
		assertThat(browser.text("#failure")).contains("not issued");
		browser.expectFailedRequest();
		browser.open("/wire");
		browser.awaitText(".timeline-call", "Refused");
		browser.awaitText(".timeline-call", "429");
		browser.open("/simulator");
		browser.click("#off-TOO_MANY_REQUESTS");
		browser.find("#on-TOO_MANY_REQUESTS");
		browser.open("/");
		browser.click("#give-button");
		assertThat(browser.text("#given-id")).isNotEmpty();
	}

	@Test
	void aFaultOfOneRequestIsRepeatedAwayAndSeenOnTheWire(Browser browser) {
		browser.open("/simulator");
		browser.click("#once-RESET_AFTER_PROCESSING");
		browser.find("#off-RESET_AFTER_PROCESSING");
		browser.open("/");
		browser.click("#give-button");
		assertThat(browser.text("#given-id")).isNotEmpty();
		browser.open("/wire");
		browser.awaitText(".timeline-call", "Success");
		browser.awaitText(".timeline-call", "Exception");
		browser.click(".timeline-call:first-child a");
		browser.awaitCount(".attempt", 2);
		assertThat(browser.text(".attempt")).contains("No response came", "It acted upon the request");
	}

	@Test
	void aCouponUsedHereTurnsUsedInTheWallet(Browser browser) {
		browser.open("/");
		browser.click("#give-button");
		String id = browser.text("#given-id");
		browser.open("/simulator");
		browser.click("#redeem-" + id);
		browser.awaitText("#coupon-" + id, "used");
		browser.awaitText("#callbacks", "COUPON.USE");
		browser.open("/wallet");
		browser.find("#card-" + id + "[data-status=USED]");
	}

}
