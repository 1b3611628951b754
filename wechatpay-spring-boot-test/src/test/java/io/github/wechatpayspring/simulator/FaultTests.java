package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.simulator.TestClient.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FaultTests extends SimulatorTests {

	private static final String PATH = "/v3/marketing/favor/users/o-1/coupons";

	private static final String LIST = PATH + "?appid=" + APPID + "&creator_mchid=" + MCHID;

	private static final String BODY = json(
			Map.of("stock_id", "1", "out_request_no", "1", "appid", APPID, "stock_creator_mchid", MCHID));

	@BeforeEach
	void addStock() {
		this.simulator.addStock(Stock.favor("1"));
	}

	@Test
	void resetsTheConnectionBeforeProcessing() {
		this.simulator.inject(Fault.RESET_BEFORE_PROCESSING);
		assertThatIOException().isThrownBy(this::send);
		assertNotProcessed(0);
	}

	@Test
	void resetsTheConnectionAfterProcessing() {
		this.simulator.inject(Fault.RESET_AFTER_PROCESSING);
		assertThatIOException().isThrownBy(this::send);
		assertProcessed(0);
	}

	@Test
	void refusesTooManyRequests() throws IOException {
		this.simulator.inject(Fault.TOO_MANY_REQUESTS);
		assertRefused(send(), 429, "FREQUENCY_LIMIT_EXCEED", "请求过于频繁，请稍后重试");
		assertNotProcessed(429);
	}

	@Test
	void failsWithoutProcessing() throws IOException {
		this.simulator.inject(Fault.SYSTEM_ERROR_NOT_PROCESSED);
		assertRefused(send(), 500, "SYSTEM_ERROR", "系统繁忙，请稍后重试");
		assertNotProcessed(500);
	}

	@Test
	void failsThoughItProcessed() throws IOException {
		this.simulator.inject(Fault.SYSTEM_ERROR_PROCESSED);
		assertRefused(send(), 500, "SYSTEM_ERROR", "系统繁忙，请稍后重试");
		assertProcessed(500);
	}

	@Test
	void failsUnsigned() throws IOException {
		this.simulator.inject(Fault.UNSIGNED_ERROR);
		Reply reply = send();
		assertThat(reply.code()).isEqualTo("SYSTEM_ERROR");
		assertThat(reply.verified()).isFalse();
		assertNotProcessed(500);
	}

	@Test
	void acceptsWithoutProcessing() throws IOException {
		this.simulator.inject(Fault.ACCEPTED_202);
		Reply reply = send();
		assertThat(reply.status()).isEqualTo(202);
		assertThat(reply.verified()).isTrue();
		assertNotProcessed(202);
	}

	@Test
	void isHiddenBehindABadGateway() throws IOException {
		this.simulator.inject(Fault.BAD_GATEWAY_HTML);
		Reply reply = send();
		assertThat(reply.status()).isEqualTo(502);
		assertThat(reply.header("Content-Type")).isEqualTo("text/html");
		assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains("<h1>502 Bad Gateway</h1>");
		assertThat(reply.header("Wechatpay-Signature")).isEmpty();
		assertNotProcessed(502);
	}

	@Test
	void cutsTheBodyShort() {
		this.simulator.inject(Fault.TRUNCATED_BODY);
		assertThatIOException().isThrownBy(this::send).withMessageContaining("received");
		assertProcessed(200);
	}

	@Test
	void tampersWithTheBody() throws IOException {
		this.simulator.inject(Fault.TAMPERED_BODY);
		Reply reply = send();
		assertForged(reply);
		assertThat(reply.text("coupon_id")).isNotEmpty().isNotEqualTo(this.simulator.issuedCoupons().get(0).id());
	}

	@Test
	void signsWithAForeignKey() throws IOException {
		this.simulator.inject(Fault.FOREIGN_KEY);
		Reply reply = send();
		assertForged(reply);
		assertThat(reply.header("Wechatpay-Serial")).isEqualTo(this.simulator.merchant().platformPublicKeyId());
	}

	@Test
	void namesAnUnknownKey() throws IOException {
		this.simulator.inject(Fault.UNKNOWN_SERIAL);
		Reply reply = send();
		assertForged(reply);
		assertThat(reply.header("Wechatpay-Serial")).startsWith("PUB_KEY_ID_")
			.isNotEqualTo(this.simulator.merchant().platformPublicKeyId());
	}

	@Test
	void respondsWithAnOldTimestamp() throws IOException {
		this.simulator.inject(Fault.STALE_TIMESTAMP);
		assertForged(send());
	}

	@Test
	void leavesTheSignatureOut() throws IOException {
		this.simulator.inject(Fault.MISSING_SIGNATURE_HEADERS);
		Reply reply = send();
		assertForged(reply);
		assertThat(reply.response().headers().map().keySet()).noneMatch((name) -> name.startsWith("wechatpay-"));
	}

	@Test
	void probesTheMerchant() throws IOException {
		this.simulator.inject(Fault.SIGNTEST_SIGNATURE);
		Reply reply = send();
		assertForged(reply);
		assertThat(reply.header("Wechatpay-Signature")).matches("WECHATPAY/SIGNTEST/[A-Za-z0-9]{334}==");
	}

	@Test
	void liesAboutTheContentType() throws IOException {
		this.simulator.inject(Fault.WRONG_CONTENT_TYPE);
		Reply reply = send();
		assertThat(reply.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
		assertThat(reply.verified()).isTrue();
		assertProcessed(200);
	}

	@Test
	void forgetsTheBody() throws IOException {
		this.simulator.inject(Fault.EMPTY_BODY);
		Reply reply = send();
		assertThat(reply.body()).isEmpty();
		assertThat(reply.verified()).isTrue();
		assertProcessed(200);
	}

	@Test
	void respondsLate() throws IOException {
		this.simulator.inject(Fault.delay(Duration.ofMillis(1)));
		assertSuccess(send());
		assertProcessed(200);
	}

	@Test
	void doesNotKeepADelayedRequestWhenItIsClosed() throws Exception {
		WechatPaySimulator other = WechatPaySimulator.builder().merchantId(MCHID).appids(APPID).start();
		TestClient otherClient = new TestClient(other);
		other.inject(Fault.delay(Duration.ofHours(1)));
		CountDownLatch failed = new CountDownLatch(1);
		CompletableFuture.runAsync(() -> {
			try {
				otherClient.get(LIST);
			}
			catch (IOException ex) {
				failed.countDown();
			}
		});
		while (other.requests().isEmpty()) {
			Thread.onSpinWait();
		}
		other.close();
		assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(other.requests()).singleElement().satisfies((request) -> assertThat(request.processed()).isFalse());
	}

	@Test
	void failsOneRequest() throws IOException {
		this.simulator.inject(Fault.TOO_MANY_REQUESTS);
		assertThat(send().status()).isEqualTo(429);
		assertSuccess(send());
	}

	@Test
	void failsSeveralRequests() throws IOException {
		this.simulator.inject(Fault.TOO_MANY_REQUESTS.times(2));
		assertThat(send().status()).isEqualTo(429);
		assertThat(send().status()).isEqualTo(429);
		assertSuccess(send());
	}

	@Test
	void failsUntilFaultsAreCleared() throws IOException {
		this.simulator.inject(Fault.TOO_MANY_REQUESTS.always());
		assertThat(send().status()).isEqualTo(429);
		assertThat(send().status()).isEqualTo(429);
		this.simulator.clearFaults();
		assertSuccess(send());
	}

	@Test
	void failsOneOperationOnly() throws IOException {
		this.simulator.inject(Fault.TOO_MANY_REQUESTS.on(Operation.FAVOR_LIST));
		assertSuccess(send());
		assertThat(this.client.get(LIST).status()).isEqualTo(429);
	}

	@Test
	void failsInTheOrderOfInjection() throws IOException {
		this.simulator.inject(Fault.TOO_MANY_REQUESTS);
		this.simulator.inject(Fault.BAD_GATEWAY_HTML);
		assertThat(send().status()).isEqualTo(429);
		assertThat(send().status()).isEqualTo(502);
		assertSuccess(send());
	}

	@Test
	void refusesARequestThatIsNotSignedAsEver() throws IOException {
		this.simulator.inject(Fault.TOO_MANY_REQUESTS);
		assertThat(this.client.send("POST", PATH, BODY, this.client.authorization("POST", PATH, "")).status())
			.isEqualTo(401);
		assertThat(send().status()).isEqualTo(429);
	}

	@Test
	void refusesToFailNoRequest() {
		assertThatIllegalArgumentException().isThrownBy(() -> Fault.TOO_MANY_REQUESTS.times(0))
			.withMessage("'times' must be at least 1, but is 0");
		assertThatIllegalArgumentException().isThrownBy(() -> Fault.TOO_MANY_REQUESTS.every(0))
			.withMessage("'requests' must be at least 1, but is 0");
	}

	@Test
	void takesEffectOnceThePlanIsComplete() throws IOException {
		FaultPlan plan = Fault.TOO_MANY_REQUESTS.on(Operation.FAVOR_LIST);
		plan.times(2);
		assertThat(this.simulator.injectedFaults()).isEmpty();
		InjectedFault injected = this.simulator.inject(plan.times(3));
		assertThat(this.simulator.injectedFaults()).containsExactly(injected);
		assertThat(injected).hasToString("InjectedFault[TOO_MANY_REQUESTS on FAVOR_LIST, remaining=3]");
		assertThat(send().status()).isEqualTo(200);
		assertThat(injected.remaining()).hasValue(3);
	}

	private Reply send() throws IOException {
		return this.client.post(PATH, BODY);
	}

	private void assertForged(Reply reply) {
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.verified()).isFalse();
		assertProcessed(200);
	}

	private void assertProcessed(int status) {
		assertOutcome(status, true);
		assertThat(this.simulator.issuedCoupons()).hasSize(1);
	}

	private void assertNotProcessed(int status) {
		assertOutcome(status, false);
		assertThat(this.simulator.issuedCoupons()).isEmpty();
	}

	private void assertOutcome(int status, boolean processed) {
		assertThat(this.simulator.requests()).singleElement().satisfies((request) -> {
			assertThat(request.status()).isEqualTo(status);
			assertThat(request.processed()).isEqualTo(processed);
		});
	}

}
