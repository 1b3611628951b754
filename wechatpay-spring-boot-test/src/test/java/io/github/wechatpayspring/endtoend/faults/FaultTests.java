package io.github.wechatpayspring.endtoend.faults;

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
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.IssuedCoupon;
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
 * What callers get to see when WeChat Pay, or somebody in between, fails and nothing is
 * repeated.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = "wechatpay.client.retry.enabled=false")
@AutoConfigureWechatPaySimulator
public class FaultTests {

	public static final Map<Fault, Outcome> OUTCOMES = Map.ofEntries(
			Map.entry(Fault.RESET_BEFORE_PROCESSING, Outcome.noResponse()),
			Map.entry(Fault.RESET_AFTER_PROCESSING, Outcome.noResponse()),
			Map.entry(Fault.TRUNCATED_BODY, Outcome.noResponse()),
			Map.entry(Fault.TOO_MANY_REQUESTS, Outcome.error(429, "FREQUENCY_LIMIT_EXCEED", false, true)),
			Map.entry(Fault.SYSTEM_ERROR_NOT_PROCESSED, Outcome.error(500, "SYSTEM_ERROR", true, true)),
			Map.entry(Fault.SYSTEM_ERROR_PROCESSED, Outcome.error(500, "SYSTEM_ERROR", true, true)),
			Map.entry(Fault.UNSIGNED_ERROR, Outcome.error(500, "SYSTEM_ERROR", true, false)),
			Map.entry(Fault.SYSTEM_ERROR_CUT_SHORT, Outcome.error(400, null, true, false)),
			Map.entry(Fault.ACCEPTED_202, Outcome.error(202, "PROCESSING", true, true)),
			Map.entry(Fault.BAD_GATEWAY_HTML, Outcome.error(502, null, true, false)),
			Map.entry(Fault.EMPTY_BODY, Outcome.error(200, null, true, true)),
			Map.entry(Fault.TAMPERED_BODY, Outcome.untrusted(Reason.SIGNATURE_MISMATCH)),
			Map.entry(Fault.FOREIGN_KEY, Outcome.untrusted(Reason.SIGNATURE_MISMATCH)),
			Map.entry(Fault.UNKNOWN_SERIAL, Outcome.untrusted(Reason.SERIAL_UNKNOWN)),
			Map.entry(Fault.OTHER_ALGORITHM, Outcome.untrusted(Reason.SERIAL_UNKNOWN)),
			Map.entry(Fault.STALE_TIMESTAMP, Outcome.untrusted(Reason.CLOCK_SKEW)),
			Map.entry(Fault.MISSING_SIGNATURE_HEADERS, Outcome.untrusted(Reason.HEADER_MISSING)),
			Map.entry(Fault.SIGNTEST_SIGNATURE, Outcome.untrusted(Reason.PROBE)),
			Map.entry(Fault.WRONG_CONTENT_TYPE, Outcome.success()));

	@Autowired
	private WechatPaySimulator wechatPay;

	@Autowired
	private BeanFactory application;

	@ParameterizedTest(name = "{0} of {1}")
	@MethodSource("faultsOfCalls")
	void tellsWhatHappened(Fault fault, Call call) {
		check(fault, call, () -> call.make(this.application, CouponApplication.OPENID, "1"));
	}

	@ParameterizedTest(name = "{0} of {1}")
	@MethodSource("faultsOfCalls")
	void tellsAsynchronousCallersWhatHappened(Fault fault, Call call) {
		check(fault, call, () -> call.makeAsync(this.application, CouponApplication.OPENID, "1").join());
	}

	private void check(Fault fault, Call call, Supplier<String> attempt) {
		this.wechatPay.inject(fault);
		String response = null;
		WechatPayException failure = null;
		try {
			response = attempt.get();
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
		Outcome expected = OUTCOMES.get(fault);
		assertThat(expected).as("expected outcome").isNotNull();
		expected.check(failure);
		if (failure == null) {
			assertThat(response).isEqualTo(String.join(",", issued));
		}
		else if (!failure.isOutcomeUnknown()) {
			assertThat(issued).as("coupons issued although the failure rules it out").isEmpty();
		}
		String settled = attempt.get();
		if (call.issuesACoupon()) {
			assertThat(issued()).containsExactly(settled);
			assertThat(issued).isSubsetOf(settled);
		}
	}

	private List<String> issued() {
		return this.wechatPay.issuedCoupons().stream().map(IssuedCoupon::id).toList();
	}

	static Stream<Arguments> faultsOfCalls() {
		return faults().stream()
			.flatMap((fault) -> Arrays.stream(Call.values()).map((call) -> Arguments.of(fault, call)));
	}

	public static List<Fault> faults() {
		return Arrays.stream(Fault.class.getFields())
			.filter((field) -> Modifier.isStatic(field.getModifiers()))
			.map((field) -> {
				try {
					return (Fault) field.get(null);
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
	public record Outcome(@Nullable Class<? extends WechatPayException> failure, boolean unknown, int status,
			@Nullable String code, boolean signatureVerified, @Nullable Reason reason) {

		static Outcome success() {
			return new Outcome(null, false, 0, null, false, null);
		}

		static Outcome noResponse() {
			return new Outcome(WechatPayTransportException.class, true, 0, null, false, null);
		}

		static Outcome error(int status, @Nullable String code, boolean unknown, boolean signatureVerified) {
			return new Outcome(WechatPayApiException.class, unknown, status, code, signatureVerified, null);
		}

		static Outcome untrusted(Reason reason) {
			return new Outcome(WechatPaySecurityException.class, true, 0, null, false, reason);
		}

		public void check(@Nullable WechatPayException actual) {
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
