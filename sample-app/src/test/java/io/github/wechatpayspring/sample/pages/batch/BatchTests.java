package io.github.wechatpayspring.sample.pages.batch;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.wechatpayspring.OutRequestNo;
import io.github.wechatpayspring.sample.PageClient;
import io.github.wechatpayspring.sample.Turnstile;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "sample.tour=false", "sample.batch.concurrency=2" })
@AutoConfigureWechatPaySimulator
class BatchTests {

	// for what never happens
	private static final Duration PATIENCE = Duration.ofMinutes(3);

	@LocalServerPort
	private int port;

	@Autowired
	private ConfigurableApplicationContext context;

	@Autowired
	private WechatPaySimulator wechatPay;

	private PageClient pages;

	@BeforeEach
	void open() {
		this.pages = new PageClient(this.port);
	}

	@Test
	void givesEachUserOneCouponHoweverOftenABatchOfTheSameNameIsStarted() {
		awaitEnd(start("repeated", users(50)));
		awaitEnd(start("repeated", users(50)));
		assertThat(this.wechatPay.issuedCoupons()).hasSize(50)
			.extracting(IssuedCoupon::outRequestNo)
			.contains(OutRequestNo.of("repeated", "oUser7"));
	}

	@Test
	void goesOnWhereItWasPausedAndShowsTheSameWhenItIsReloaded() {
		String batch;
		// holds both lines that are sent, so that the rest waits until it is paused
		try (Turnstile turnstile = new Turnstile(this.context, 0)) {
			batch = start("paused", users(20));
			Awaitility.await().atMost(PATIENCE).until(turnstile::isHolding);
			post(batch + "/pause");
		}
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(given(batch)).isPositive().isEqualTo(issued()));
		String page = this.pages.page(batch);
		assertThat(page).contains("data-state=\"PAUSED\"", "id=\"batch-resume\"");
		assertThat(issued()).isLessThan(20);
		post(batch + "/resume");
		awaitEnd(batch);
		assertThat(this.wechatPay.issuedCoupons()).hasSize(20);
	}

	@Test
	void reportsBadLinesByTheirNumberAndSendsTheOthers() {
		String batch = location(this.pages.upload("/batch", Map.of("kind", "FAVOR", "name", "bad lines", "stockId", ""),
				"\uFEFFopenid,outRequestNo\r\noUser1,number-1\r\n\"oUser2\r\n,number-3\r\n\r\noUser4,no spaces\r\noUser5\r\noUser5\r\n"));
		awaitEnd(batch);
		String page = this.pages.page(batch);
		assertThat(page).contains("Line 3<", "a quotation mark is not closed", "Line 4<", "Line 6<", "outRequestNo",
				"Line 8<", "the same user or outRequestNo as in line 7");
		assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::openid)
			.containsExactlyInAnyOrder("oUser1", "oUser5");
	}

	@Test
	void writesWhatBecameOfEachLine() {
		this.wechatPay.addStock(Stock.favor("9865002").budget(1));
		Map<String, String> form = form("result", "=oUser1\nbad,no spaces");
		form.put("stockId", "9865002");
		String batch = location(this.pages.post("/batch", form));
		awaitEnd(batch);
		HttpResponse<String> file = this.pages.get(batch + "/result.csv");
		assertThat(file.headers().firstValue("Content-Disposition")).get().asString().startsWith("attachment");
		assertThat(file.body().lines().toList()).hasSize(3)
			.satisfies((lines) -> assertThat(lines.get(1)).startsWith("1,'=oUser1,").contains(",GIVEN,,9"))
			.satisfies((lines) -> assertThat(lines.get(2)).startsWith("2,,,INVALID,").contains("outRequestNo"));
	}

	@Test
	void settlesLinesOfUnknownOutcomeWithTheSameNumber() {
		this.wechatPay.inject(Fault.RESET_AFTER_PROCESSING.times(4));
		String batch = start("unknown", "oUser1");
		awaitEnd(batch);
		assertThat(PageClient.text(this.pages.page(batch), "count-unknown")).isEqualTo("1");
		post(batch + "/unknown");
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(given(batch)).isEqualTo(1));
		assertThat(this.wechatPay.issuedCoupons()).hasSize(1);
	}

	@Test
	void tellsAPageThatListensToLookAgain() throws Exception {
		String batch = start("events", "oUser1");
		awaitEnd(batch);
		try (BufferedReader events = new BufferedReader(new InputStreamReader(
				URI.create("http://localhost:" + this.port + batch + "/events").toURL().openStream(),
				StandardCharsets.UTF_8))) {
			assertThat(events.readLine()).isEqualTo("event:changed");
		}
	}

	@Test
	void asksForUsersWhenThereAreNone() {
		HttpResponse<String> answer = this.pages.post("/batch", form("empty", " "));
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(PageClient.text(answer.body(), "batch-problem")).contains("There is no user");
	}

	@ParameterizedTest
	@MethodSource
	void refusesMoreThanABatchCanHold(String file) {
		HttpResponse<String> answer = this.pages.upload("/batch", Map.of("kind", "FAVOR", "name", "large"), file);
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(PageClient.text(answer.body(), "batch-problem")).contains("at most 10,000 lines and 2 MB");
		assertThat(this.wechatPay.issuedCoupons()).isEmpty();
	}

	static Stream<String> refusesMoreThanABatchCanHold() {
		return Stream.of("a\n".repeat(2_400_000), "a".repeat(3_000_000), "a\n".repeat(10_001));
	}

	@Test
	void rejectsALineOfManyValuesAndShowsTheFirstHundredOfManyRejected() {
		String batch = start("rejected", "oUser1\n" + ",".repeat(1001) + "\n" + "oUser1\n".repeat(300));
		awaitEnd(batch);
		String page = this.pages.page(batch);
		assertThat(page).contains("a line of 1001 characters, more than the 1000 allowed", "Line 101<")
			.doesNotContain("Line 102<");
		assertThat(PageClient.text(page, "count-invalid")).isEqualTo("301");
		assertThat(this.pages.get(batch + "/result.csv").body().lines()).hasSize(303);
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

	private static String location(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(302);
		return URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
	}

	private void awaitEnd(String batch) {
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.pages.page(batch)).contains("data-state=\"FINISHED\""));
	}

	private int issued() {
		return this.wechatPay.issuedCoupons().size();
	}

	private int given(String batch) {
		return Integer.parseInt(PageClient.text(this.pages.page(batch), "count-given"));
	}

	private static String users(int number) {
		return IntStream.rangeClosed(1, number).mapToObj((i) -> "oUser" + i).collect(Collectors.joining("\n"));
	}

}
