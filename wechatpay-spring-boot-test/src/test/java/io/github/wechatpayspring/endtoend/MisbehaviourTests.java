package io.github.wechatpayspring.endtoend;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPaySecurityException.Reason;
import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Misbehaviour;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callers get to see when WeChat Pay, or somebody in between, misbehaves and nothing
 * is repeated.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = "wechatpay.client.retry.enabled=false")
@AutoConfigureWechatPaySimulator
class MisbehaviourTests {

	static final Map<Misbehaviour, Outcome> OUTCOMES = Map.ofEntries(
			Map.entry(Misbehaviour.RESET_BEFORE_PROCESSING, Outcome.noAnswer()),
			Map.entry(Misbehaviour.RESET_AFTER_PROCESSING, Outcome.noAnswer()),
			Map.entry(Misbehaviour.TRUNCATED_BODY, Outcome.noAnswer()),
			Map.entry(Misbehaviour.TOO_MANY_REQUESTS, Outcome.error(429, "FREQUENCY_LIMIT_EXCEED", false, true)),
			Map.entry(Misbehaviour.SYSTEM_ERROR_NOT_PROCESSED, Outcome.error(500, "SYSTEM_ERROR", true, true)),
			Map.entry(Misbehaviour.SYSTEM_ERROR_PROCESSED, Outcome.error(500, "SYSTEM_ERROR", true, true)),
			Map.entry(Misbehaviour.UNSIGNED_ERROR, Outcome.error(500, "SYSTEM_ERROR", true, false)),
			Map.entry(Misbehaviour.SYSTEM_ERROR_CUT_SHORT, Outcome.error(400, null, true, false)),
			Map.entry(Misbehaviour.ACCEPTED_202, Outcome.error(202, "PROCESSING", true, true)),
			Map.entry(Misbehaviour.BAD_GATEWAY_HTML, Outcome.error(502, null, true, false)),
			Map.entry(Misbehaviour.EMPTY_BODY, Outcome.error(200, null, true, true)),
			Map.entry(Misbehaviour.TAMPERED_BODY, Outcome.untrusted(Reason.SIGNATURE_MISMATCH)),
			Map.entry(Misbehaviour.FOREIGN_KEY, Outcome.untrusted(Reason.SIGNATURE_MISMATCH)),
			Map.entry(Misbehaviour.UNKNOWN_SERIAL, Outcome.untrusted(Reason.SERIAL_UNKNOWN)),
			Map.entry(Misbehaviour.OTHER_ALGORITHM, Outcome.untrusted(Reason.SERIAL_UNKNOWN)),
			Map.entry(Misbehaviour.STALE_TIMESTAMP, Outcome.untrusted(Reason.CLOCK_SKEW)),
			Map.entry(Misbehaviour.MISSING_SIGNATURE_HEADERS, Outcome.untrusted(Reason.HEADER_MISSING)),
			Map.entry(Misbehaviour.SIGNTEST_SIGNATURE, Outcome.untrusted(Reason.PROBE)),
			Map.entry(Misbehaviour.WRONG_CONTENT_TYPE, Outcome.success()));

	@Autowired
	private WechatPaySimulator wechatPay;

	@Autowired
	private BeanFactory application;

	@ParameterizedTest(name = "{0} of {1}")
	@MethodSource("misbehavioursOfCalls")
	void tellsWhatHappened(Misbehaviour misbehaviour, Call call) {
		check(misbehaviour, call, () -> call.make(this.application, CouponApplication.OPENID, "1"));
	}

	@ParameterizedTest(name = "{0} of {1}")
	@MethodSource("misbehavioursOfCalls")
	void tellsAsynchronousCallersWhatHappened(Misbehaviour misbehaviour, Call call) {
		check(misbehaviour, call, () -> call.makeAsync(this.application, CouponApplication.OPENID, "1").join());
	}

	private void check(Misbehaviour misbehaviour, Call call, Supplier<String> attempt) {
		this.wechatPay.misbehave(misbehaviour);
		String answer = null;
		WechatPayException failure = null;
		try {
			answer = attempt.get();
		}
		catch (WechatPayException ex) {
			failure = ex;
		}
		catch (CompletionException ex) {
			assertThat(ex).hasCauseInstanceOf(WechatPayException.class);
			failure = (WechatPayException) ex.getCause();
		}
		assertThat(this.wechatPay.requests()).as("nothing is repeated behind the caller's back").hasSize(1);
		List<String> issued = issued();
		Outcome expected = OUTCOMES.get(misbehaviour);
		assertThat(expected).as("expected outcome").isNotNull();
		expected.check(failure);
		if (failure == null) {
			assertThat(answer).isEqualTo(String.join(",", issued));
		}
		else if (!failure.isOutcomeUnknown()) {
			assertThat(issued).as("coupons issued although the failure rules it out").isEmpty();
		}
		String settled = attempt.get();
		if (call.givesACoupon()) {
			assertThat(issued()).containsExactly(settled);
			assertThat(issued).isSubsetOf(settled);
		}
	}

	private List<String> issued() {
		return this.wechatPay.issuedCoupons().stream().map(IssuedCoupon::id).toList();
	}

	static Stream<Arguments> misbehavioursOfCalls() {
		return misbehaviours().stream()
			.flatMap((misbehaviour) -> Arrays.stream(Call.values()).map((call) -> Arguments.of(misbehaviour, call)));
	}

	static List<Misbehaviour> misbehaviours() {
		return Arrays.stream(Misbehaviour.class.getFields())
			.filter((field) -> Modifier.isStatic(field.getModifiers()))
			.map((field) -> {
				try {
					return (Misbehaviour) field.get(null);
				}
				catch (IllegalAccessException ex) {
					throw new IllegalStateException(ex);
				}
			})
			.toList();
	}

	/**
	 * What a caller must be told.
	 */
	record Outcome(@Nullable Class<? extends WechatPayException> failure, boolean unknown, int status,
			@Nullable String code, boolean signatureVerified, @Nullable Reason reason) {

		static Outcome success() {
			return new Outcome(null, false, 0, null, false, null);
		}

		static Outcome noAnswer() {
			return new Outcome(WechatPayTransportException.class, true, 0, null, false, null);
		}

		static Outcome error(int status, @Nullable String code, boolean unknown, boolean signatureVerified) {
			return new Outcome(WechatPayApiException.class, unknown, status, code, signatureVerified, null);
		}

		static Outcome untrusted(Reason reason) {
			return new Outcome(WechatPaySecurityException.class, true, 0, null, false, reason);
		}

		void check(@Nullable WechatPayException actual) {
			if (this.failure == null) {
				assertThat(actual).isNull();
				return;
			}
			assertThat(actual).isExactlyInstanceOf(this.failure).hasMessageNotContaining(CouponApplication.OPENID);
			assertThat(actual.isOutcomeUnknown()).as("outcome unknown").isEqualTo(this.unknown);
			if (actual instanceof WechatPayApiException error) {
				assertThat(error.statusCode()).isEqualTo(this.status);
				assertThat(error.code()).isEqualTo(this.code);
				assertThat(error.isSignatureVerified()).as("signature verified").isEqualTo(this.signatureVerified);
				assertThat(error.isRetryable()).as("retryable").isEqualTo(this.status != 200 && this.status != 400);
			}
			if (actual instanceof WechatPaySecurityException untrusted) {
				assertThat(untrusted.reason()).isEqualTo(this.reason);
			}
		}

	}

}
