package io.github.wechatpayspring.sample.browser;

import io.github.wechatpayspring.sample.browser.Browser.Theme;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

/**
 * Takes the pictures in {@code docs/images}.
 */
@BrowserTest
class PictureTests {

	@Autowired
	private WechatPaySimulator wechatPay;

	@AfterEach
	void behave() {
		this.wechatPay.clearFaults();
	}

	@Test
	void ofACouponThatWasGivenInTheWalletAndOnTheWire(Browser browser) {
		browser.open("/simulator");
		browser.click("#once-SYSTEM_ERROR_PROCESSED");
		browser.find("#off-SYSTEM_ERROR_PROCESSED");
		browser.open("/");
		browser.click("#give-button");
		String id = browser.text("#given-id");
		browser.screenshot("picture-console");
		browser.click("#see-wallet");
		browser.find("#card-" + id);
		browser.narrow();
		browser.run("document.querySelector('.phone').scrollIntoView()");
		browser.screenshot("picture-wallet");
		browser.wide();
		browser.open("/wire");
		browser.click(".timeline-call:has(.step + .step) a");
		browser.awaitCount(".attempt", 2);
		browser.run("document.querySelectorAll('.attempt')[1].scrollIntoView(false)");
		browser.screenshot("picture-wire");
	}

	@Test
	void ofTheSimulatorWithFaults(Browser browser) {
		browser.open("/simulator");
		browser.click("#on-FOREIGN_KEY");
		browser.find("#off-FOREIGN_KEY");
		browser.click("#once-RESET_AFTER_PROCESSING");
		browser.find("#off-RESET_AFTER_PROCESSING");
		browser.theme(Theme.DARK);
		browser.run("document.getElementById('faults').scrollIntoView()");
		browser.screenshot("picture-simulator");
	}

}
