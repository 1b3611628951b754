package io.github.wechatpayspring.sample.browser;

import java.util.Locale;

import io.github.wechatpayspring.sample.browser.Browser.Theme;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@BrowserTest
class EveryPageTests {

	private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	@ParameterizedTest
	@ValueSource(strings = { "console", "wallet", "batch", "wire", "call", "charts", "simulator" })
	void isAccessibleAndFitsInBothThemesAndWidths(String page, Browser browser) {
		show(page, browser);
		for (Theme theme : Theme.values()) {
			browser.theme(theme);
			browser.wide();
			check(page + "-" + theme + "-wide", browser);
			browser.narrow();
			check(page + "-" + theme + "-narrow", browser);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "console", "wallet", "batch", "wire", "call", "charts", "simulator" })
	void speaksTheLanguageOfTheBrowser(String page, Browser browser) {
		browser.language("zh-CN,zh;q=0.9,en;q=0.5");
		show(page, browser);
		assertThat(browser.find("html").getAttribute("lang")).startsWith("zh");
		assertThat(browser.text("h1")).matches("(?s).*\\p{IsHan}.*");
		assertThat(browser.text("body")).doesNotContain("??");
		browser.language("en-GB,en;q=0.9");
		show(page, browser);
		assertThat(browser.find("html").getAttribute("lang")).startsWith("en");
		assertThat(browser.text("h1")).doesNotMatch("(?s).*\\p{IsHan}.*");
		assertThat(browser.text("body")).doesNotContain("??");
	}

	private static void check(String name, Browser browser) {
		browser.screenshot(name.toLowerCase(Locale.ROOT));
		browser.assertFitsItsWidth();
		browser.assertIsAccessible();
	}

	private static void show(String page, Browser browser) {
		switch (page) {
			case "console" -> browser.open("/");
			case "wallet" -> browser.open("/wallet?openid=" + OPENID);
			case "call" -> {
				browser.open("/wire");
				browser.click(".timeline-call:first-child a");
				browser.find(".attempt");
			}
			default -> browser.open("/" + page);
		}
	}

}
