package io.github.wechatpayspring.sample.browser;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

@BrowserTest
class BatchPageTests {

	private static final int USERS = 500;

	private static final int CANARY = 3;

	@Autowired
	private WechatPaySimulator wechatPay;

	@Test
	void issuesToManyWithAPreviewACanaryAPauseAReloadAndAReport(Browser browser) {
		String prefix = "oBatch" + UUID.randomUUID().toString().substring(0, 8);
		List<String> openids = IntStream.range(0, USERS).mapToObj((i) -> "%s%08d".formatted(prefix, i)).toList();
		browser.open("/batch");
		browser.setValue("#name", prefix);
		browser.setValue("#openids", String.join("\n", openids));
		browser.setValue("#canary", Integer.toString(CANARY));
		browser.click("#batch-check");
		assertThat(browser.text("#batch-preview")).contains("500 coupons would be issued");
		browser.screenshot("batch-preview");
		assertThat(issuedTo(prefix)).isEmpty();
		browser.click("#batch-start");
		browser.find("[data-state=HALTED]");
		assertThat(issuedTo(prefix)).containsExactlyInAnyOrderElementsOf(openids.subList(0, CANARY));
		this.wechatPay.inject(Fault.delay(Duration.ofSeconds(2)).always());
		browser.click("#batch-resume");
		browser.click("#batch-pause");
		browser.find("[data-state=PAUSED]");
		this.wechatPay.clearFaults();
		browser.screenshot("batch-paused");
		browser.reload();
		browser.find("[data-state=PAUSED]");
		assertThat(browser.number("#count-not-sent")).isPositive();
		browser.click("#batch-resume");
		browser.find("[data-state=FINISHED]");
		assertThat(browser.number("#count-issued")).isEqualTo(USERS);
		assertThat(issuedTo(prefix)).containsExactlyInAnyOrderElementsOf(openids);
		String report = RestClient.create()
			.get()
			.uri(browser.find("#batch-download").getAttribute("href"))
			.retrieve()
			.body(String.class);
		assertThat(report).isNotNull();
		assertThat(report.lines()).hasSize(USERS + 1);
		assertThat(openids).allMatch(report::contains);
	}

	@Test
	void tellsWhyLinesWereRefused(Browser browser) {
		browser.open("/batch");
		browser.setValue("#name", "refused " + UUID.randomUUID());
		browser.setValue("#openids", "oBatchFailing000000000000001");
		browser.setValue("#stockId", "9865009");
		browser.click("#batch-start");
		browser.find("[data-state=FINISHED]");
		assertThat(browser.number("#count-refused")).isOne();
		assertThat(browser.text("#refused")).contains("NOT_ENOUGH");
	}

	private List<String> issuedTo(String prefix) {
		return this.wechatPay.issuedCoupons()
			.stream()
			.map(IssuedCoupon::openid)
			.filter((openid) -> openid.startsWith(prefix))
			.toList();
	}

}
