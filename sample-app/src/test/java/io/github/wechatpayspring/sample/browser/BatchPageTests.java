package io.github.wechatpayspring.sample.browser;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.github.wechatpayspring.sample.Turnstile;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

@BrowserTest
class BatchPageTests {

	private static final int USERS = 500;

	@Autowired
	private WechatPaySimulator wechatPay;

	@Autowired
	private ConfigurableApplicationContext context;

	@Test
	void givesToManyWithAPauseAReloadAndADownload(Browser browser) {
		String prefix = "oBatch" + UUID.randomUUID().toString().substring(0, 8);
		List<String> openids = IntStream.range(0, USERS).mapToObj((i) -> "%s%08d".formatted(prefix, i)).toList();
		try (Turnstile turnstile = new Turnstile(this.context, 3)) {
			browser.open("/batch");
			browser.setValue("#openids", String.join("\n", openids));
			browser.click("#batch-start");
			browser.awaitText("#count-given", "3");
			browser.click("#batch-pause");
			browser.find("[data-state=PAUSED]");
			browser.screenshot("batch-paused");
			assertThat(browser.number("#count-waiting")).isPositive();
			browser.reload();
			browser.find("[data-state=PAUSED]");
			assertThat(turnstile.isHolding()).isTrue();
		}
		browser.click("#batch-resume");
		browser.find("[data-state=FINISHED]");
		assertThat(browser.number("#count-given")).isEqualTo(USERS);
		assertThat(given(prefix)).containsExactlyInAnyOrderElementsOf(openids);
		String result = RestClient.create()
			.get()
			.uri(browser.find("#batch-download").getAttribute("href"))
			.retrieve()
			.body(String.class);
		assertThat(result).isNotNull();
		assertThat(result.lines()).hasSize(USERS + 1);
		assertThat(openids).allMatch(result::contains);
	}

	@Test
	void tellsWhichLinesFailed(Browser browser) {
		browser.open("/batch");
		browser.setValue("#openids", "oBatchFailing000000000000001");
		browser.setValue("#stockId", "9865009");
		browser.click("#batch-start");
		browser.find("[data-state=FINISHED]");
		assertThat(browser.number("#count-refused")).isOne();
		assertThat(browser.text("#failed")).contains("oBatchFailing000000000000001", "NOT_ENOUGH");
	}

	private List<String> given(String prefix) {
		return this.wechatPay.issuedCoupons()
			.stream()
			.map(IssuedCoupon::openid)
			.filter((openid) -> openid.startsWith(prefix))
			.toList();
	}

}
