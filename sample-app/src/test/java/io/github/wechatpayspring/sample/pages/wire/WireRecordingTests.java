package io.github.wechatpayspring.sample.pages.wire;

import java.util.List;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import io.github.wechatpayspring.client.observation.WechatPayObservationContext.Outcome;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.ListFavorCouponsRequest;
import io.github.wechatpayspring.favor.SendFavorCouponRequest;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.multiuse.SendMultiuseRequest;
import io.github.wechatpayspring.sample.pages.wire.Verification.State;
import io.github.wechatpayspring.sample.pages.wire.Verification.Step;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "sample.tour=false", "wechatpay.client.retry.initial-delay=1ms" })
@AutoConfigureWechatPaySimulator
class WireRecordingTests {

	private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	@Autowired
	private FavorCouponService favorCoupons;

	@Autowired
	private MultiuseService gold;

	@Autowired
	private WechatPaySimulator wechatPay;

	@Autowired
	private WireLog log;

	@Test
	void recordsWhatWasSignedSentReceivedAndVerified() {
		String requestId = this.favorCoupons.send(cashCoupon("wire-1")).requestId();
		WireCall call = this.log.calls().get(0);
		assertThat(call.operation()).isEqualTo("favor-send");
		assertThat(call.outcome()).isEqualTo(Outcome.SUCCESS);
		assertThat(call.requestId()).isEqualTo(requestId);
		assertThat(call.error()).isNull();
		assertThat(call.attempts()).singleElement().satisfies((attempt) -> {
			assertThat("http://" + attempt.host()).isEqualTo(this.wechatPay.baseUrl());
			assertThat(attempt.target()).isEqualTo("/v3/marketing/favor/users/oUpF…eS6o/coupons");
			assertThat(attempt.signedText()).startsWith("POST\n" + attempt.target() + "\n")
				.contains("\n" + attempt.nonce() + "\n")
				.endsWith("\n" + attempt.body() + "\n");
			assertThat(attempt.body()).contains("\"out_request_no\":\"wire-1\"");
			assertThat(value(attempt.headers(), "Authorization")).contains("nonce_str=\"" + attempt.nonce() + "\"")
				.matches(".*signature=\"[\\w+/]{12}… \\(344\\)\"");
			assertThat(value(attempt.headers(), "Wechatpay-Serial")).startsWith("PUB_KEY_ID_");
			WireAnswer answer = attempt.answer();
			assertThat(answer).isNotNull();
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.body()).contains("coupon_id");
			assertThat(value(answer.headers(), "Wechatpay-Signature")).endsWith("… (344)");
			assertThat(answer.verification().failure()).isNull();
			assertThat(answer.verification().steps()).extracting(Step::state).containsOnly(State.PASSED);
		});
	}

	@Test
	void keepsNothingPersonal() {
		this.gold.send(SendMultiuseRequest.builder()
			.openid(OPENID)
			.stockId("9865001")
			.outRequestNo("wire-2")
			.userName("张三")
			.idCardNumber("11010519491231002X")
			.amount(100L)
			.build());
		this.favorCoupons.list(ListFavorCouponsRequest.builder().openid(OPENID).creatorMchid("1900009191").build());
		List<WireCall> calls = this.log.calls().subList(0, 2);
		String sent = this.wechatPay.requests().get(0).bodyAsString();
		assertThat(sent).contains("user_name");
		assertThat(calls.toString()).contains("\"user_name\":\"")
			.contains("… (344)")
			.doesNotContain(OPENID, "张三", "11010519491231002X")
			.doesNotContainPattern("[A-Za-z0-9+/=]{64}");
	}

	@Test
	void recordsEachAttempt() {
		this.wechatPay.inject(Fault.SYSTEM_ERROR_NOT_PROCESSED);
		this.wechatPay.inject(Fault.RESET_BEFORE_PROCESSING);
		this.favorCoupons.send(cashCoupon("wire-3"));
		List<WireAttempt> attempts = this.log.calls().get(0).attempts();
		assertThat(attempts).hasSize(3);
		assertThat(attempts).extracting(WireAttempt::nonce).doesNotHaveDuplicates();
		assertThat(attempts.get(0).answer()).isNotNull().extracting(WireAnswer::status).isEqualTo(500);
		assertThat(attempts.get(1).answer()).isNull();
		assertThat(attempts.get(1).failure()).isNotEmpty();
		assertThat(attempts.get(2).answer()).isNotNull().extracting(WireAnswer::status).isEqualTo(200);
	}

	@Test
	void tellsAtWhichStepAnAnswerFailed() {
		this.wechatPay.inject(Fault.STALE_TIMESTAMP.times(4));
		assertThatExceptionOfType(WechatPayException.class)
			.isThrownBy(() -> this.favorCoupons.send(cashCoupon("wire-4")));
		WireCall call = this.log.calls().get(0);
		assertThat(call.outcome()).isEqualTo(Outcome.UNKNOWN);
		assertThat(call.error()).contains("300 allowed");
		assertThat(call.attempts()).hasSize(4).allSatisfy((attempt) -> {
			assertThat(attempt.answer()).isNotNull();
			Verification verification = attempt.answer().verification();
			assertThat(verification.failure()).isEqualTo(Reason.CLOCK_SKEW);
			assertThat(verification.steps()).extracting(Step::state)
				.containsExactly(State.PASSED, State.FAILED, State.NOT_REACHED, State.NOT_REACHED);
		});
	}

	@Test
	void leavesAnAnswerThatIsCutShortAsItCame() {
		this.wechatPay.inject(Fault.TRUNCATED_BODY);
		this.favorCoupons.send(cashCoupon("wire-5"));
		List<WireAttempt> attempts = this.log.calls().get(0).attempts();
		assertThat(attempts).hasSize(2);
		assertThat(attempts.get(0).failure()).isEqualTo("ConnectionClosedException");
		assertThat(attempts.get(0).answer()).isNotNull().extracting(WireAnswer::status).isEqualTo(200);
	}

	@Test
	void remembersTheLastCallsOnly() {
		for (int i = 0; i < WireLog.SIZE + 5; i++) {
			this.favorCoupons.send(cashCoupon("wire-many-" + i));
		}
		List<WireCall> calls = this.log.calls();
		assertThat(calls).hasSize(WireLog.SIZE);
		assertThat(calls.get(0).id()).isEqualTo(calls.get(WireLog.SIZE - 1).id() + WireLog.SIZE - 1);
		assertThat(this.log.find(calls.get(0).id())).contains(calls.get(0));
		assertThat(this.log.find(calls.get(0).id() - WireLog.SIZE)).isEmpty();
	}

	private static SendFavorCouponRequest cashCoupon(String outRequestNo) {
		return SendFavorCouponRequest.builder().openid(OPENID).stockId("9865000").outRequestNo(outRequestNo).build();
	}

	private static String value(List<WireHeader> headers, String name) {
		return headers.stream()
			.filter((header) -> header.name().equalsIgnoreCase(name))
			.map(WireHeader::value)
			.findFirst()
			.orElseThrow();
	}

}
