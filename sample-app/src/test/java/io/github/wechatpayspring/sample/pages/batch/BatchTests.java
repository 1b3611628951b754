package io.github.wechatpayspring.sample.pages.batch;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.wechatpayspring.OutRequestNo;
import io.github.wechatpayspring.sample.CouponKind;
import io.github.wechatpayspring.sample.PageClient;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "sample.tour=false", "wechatpay.bulk.threads=2" })
@AutoConfigureWechatPaySimulator
class BatchTests {

	// for what never happens
	private static final Duration PATIENCE = Duration.ofMinutes(3);

	@LocalServerPort
	private int port;

	@Autowired
	private WechatPaySimulator wechatPay;

	private PageClient pages;

	@BeforeEach
	void open() {
		this.pages = new PageClient(this.port);
	}

	@Test
	void issuesEachUserOneCouponHoweverOftenAJobOfTheSameNameIsStarted() {
		awaitState(start("repeated", users(50)), "FINISHED");
		awaitState(start("repeated", users(50)), "FINISHED");
		assertThat(this.wechatPay.issuedCoupons()).hasSize(50)
			.extracting(IssuedCoupon::outRequestNo)
			.contains(OutRequestNo.of("repeated", user(7), "1"));
	}

	@Test
	void goesOnWhereItWasPausedAndShowsTheSameWhenItIsReloaded() {
		this.wechatPay.inject(Fault.delay(Duration.ofSeconds(1)).always());
		String batch = start("paused", users(200));
		Awaitility.await().atMost(PATIENCE).until(() -> issued() > 1);
		post(batch + "/pause");
		this.wechatPay.clearFaults();
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(count(batch, "issued")).isPositive().isEqualTo(issued()));
		assertThat(this.pages.page(batch)).contains("data-state=\"PAUSED\"", "id=\"batch-resume\"");
		assertThat(issued()).isLessThan(200);
		post(batch + "/resume");
		awaitState(batch, "FINISHED");
		assertThat(this.wechatPay.issuedCoupons()).hasSize(200);
	}

	@Test
	void previewsWithoutIssuing() {
		Map<String, String> form = form("preview", users(3) + "\n13800138000\n" + user(1));
		form.put("action", "preview");
		HttpResponse<String> response = this.pages.post("/batch", form);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("4 coupons would be issued", "Line 4<", "but this one has 11 digits",
				"each gets a coupon");
		assertThat(this.wechatPay.issuedCoupons()).isEmpty();
	}

	@Test
	void waitsForApprovalAfterItsCanary() {
		Map<String, String> form = form("canary", users(20));
		form.put("canary", "5");
		String batch = location(this.pages.post("/batch", form));
		awaitState(batch, "HALTED");
		assertThat(this.pages.page(batch)).contains("The first lines were sent.");
		assertThat(issued()).isEqualTo(5);
		post(batch + "/resume");
		awaitState(batch, "FINISHED");
		assertThat(issued()).isEqualTo(20);
	}

	@Test
	void tellsBadLinesByTheirNumberAndSendsNothing() {
		HttpResponse<String> response = this.pages.upload("/batch", Map.of("kind", "FAVOR", "name", "bad lines"),
				"\uFEFFopenid\r\n" + user(1) + "\r\noUser2\r\n");
		assertThat(response.statusCode()).isEqualTo(422);
		assertThat(PageClient.text(response.body(), "batch-problem")).contains("line 3");
		assertThat(this.wechatPay.issuedCoupons()).isEmpty();
	}

	@Test
	void leavesBadLinesOutOnDemand() {
		String batch = location(
				this.pages.upload("/batch", Map.of("kind", "FAVOR", "name", "left out", "skipBadLines", "true"),
						"openid\r\n" + user(1) + "\r\noUser2\r\n"));
		awaitState(batch, "FINISHED");
		assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::openid).containsExactly(user(1));
	}

	@Test
	void writesWhatBecameOfEachLineAndSendsRefusedOnesAgain() {
		this.wechatPay.addStock(Stock.favor("9865002").budget(1));
		Map<String, String> form = form("result", users(2));
		form.put("stockId", "9865002");
		String batch = location(this.pages.post("/batch", form));
		awaitState(batch, "FINISHED");
		HttpResponse<String> file = this.pages.get(batch + "/report.csv");
		assertThat(file.headers().firstValue("Content-Disposition")).get().asString().startsWith("attachment");
		assertThat(file.body().lines().toList()).hasSize(3).anyMatch((line) -> line.endsWith(",REFUSED,,NOT_ENOUGH"));
		assertThat(this.pages.page(batch)).contains("NOT_ENOUGH");
		this.wechatPay.addStock(Stock.favor("9865002"));
		post(batch + "/retry");
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(count(batch, "issued")).isEqualTo(2));
	}

	@ParameterizedTest
	@EnumSource(names = { "MULTIUSE", "PRODUCT_COUPON", "CONSUMER_CARD" })
	void issuesOtherKinds(CouponKind kind) {
		Map<String, String> form = form("kind " + kind,
				"openid,user_name,id_card_number\n%s,张三,11010519491231002X".formatted(user(1)));
		form.put("kind", kind.name());
		awaitState(location(this.pages.post("/batch", form)), "FINISHED");
		assertThat(this.wechatPay.issuedCoupons()).hasSize(1);
	}

	@Test
	void settlesLinesOfUnknownOutcomeWithTheSameNumber() {
		this.wechatPay.inject(Fault.RESET_AFTER_PROCESSING.times(1));
		String batch = start("unknown", user(1));
		awaitState(batch, "FINISHED");
		assertThat(count(batch, "issued")).isEqualTo(1);
		assertThat(this.wechatPay.issuedCoupons()).hasSize(1);
	}

	@Test
	void stopsAskingOnceThereIsNothingToWaitFor() {
		String batch = start("polled", user(1));
		awaitState(batch, "FINISHED");
		assertThat(this.pages.get(batch + "/progress").statusCode()).isEqualTo(286);
	}

	@Test
	void hasNoPageOfAJobThatThereIsNot() {
		assertThat(this.pages.get("/batch/nobody").statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource({ "empty, ' ', has no line that can be issued", "' ', oUser00000000000000001, must have text" })
	void saysWhatIsMissing(String name, String openids, String problem) {
		HttpResponse<String> response = this.pages.post("/batch", form(name, openids));
		assertThat(response.statusCode()).isEqualTo(422);
		assertThat(response.body()).contains("id=\"batch-problem\"", problem);
	}

	private String start(String name, String openids) {
		return location(this.pages.post("/batch", form(name, openids)));
	}

	private static Map<String, String> form(String name, String openids) {
		return new LinkedHashMap<>(Map.of("kind", "FAVOR", "stockId", "", "name", name, "openids", openids));
	}

	private void post(String path) {
		assertThat(this.pages.post(path, Map.of()).statusCode()).isEqualTo(302);
	}

	private static String location(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
		return URI.create(response.headers().firstValue("Location").orElseThrow()).getRawPath();
	}

	private void awaitState(String batch, String state) {
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.pages.page(batch)).contains("data-state=\"" + state + "\""));
	}

	private int issued() {
		return this.wechatPay.issuedCoupons().size();
	}

	private int count(String batch, String outcome) {
		return Integer.parseInt(PageClient.text(this.pages.page(batch), "count-" + outcome));
	}

	private static String user(int number) {
		return "oUser%017d".formatted(number);
	}

	private static String users(int number) {
		return IntStream.rangeClosed(1, number).mapToObj(BatchTests::user).collect(Collectors.joining("\n"));
	}

}
