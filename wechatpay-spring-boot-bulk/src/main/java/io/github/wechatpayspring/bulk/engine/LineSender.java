package io.github.wechatpayspring.bulk.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPayLimitException;
import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkJobException;
import io.github.wechatpayspring.bulk.ledger.Chunk;
import io.github.wechatpayspring.bulk.ledger.JobDefinition;
import io.github.wechatpayspring.bulk.ledger.PersonalCipher;
import io.github.wechatpayspring.bulk.ledger.StoredLine;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.WechatPayMerchant;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends a line once and says what became of it. An outcome that stays unknown is settled
 * by sending the same request again, later each time, for a day; then WeChat Pay is asked
 * for the coupon, where it has such a query.
 */
final class LineSender {

	private static final Log logger = LogFactory.getLog(LineSender.class);

	private static final List<Duration> PASSES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(5),
			Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofHours(1),
			Duration.ofHours(4));

	// WeChat Pay refuses consumer cards that were sent longer ago
	private static final Duration SETTLED_WITHIN = Duration.ofHours(24);

	private final WechatPay wechatPay;

	private final @Nullable PersonalCipher cipher;

	private final Clock clock;

	LineSender(WechatPay wechatPay, @Nullable PersonalCipher cipher, Clock clock) {
		this.wechatPay = wechatPay;
		this.cipher = cipher;
		this.clock = clock;
	}

	/**
	 * Send a line.
	 * @param job what is issued
	 * @param line the line, which has no outcome or an unknown one
	 * @param chunk the chunk it is in
	 * @param control is told when to hold up
	 * @return the line with what became of it, or unchanged if it was not sent
	 */
	StoredLine send(JobDefinition job, StoredLine line, Chunk chunk, JobControl control) {
		return send(CouponIssuers.of(job.kind()), job, line, chunk, control);
	}

	private <R> StoredLine send(CouponIssuer<R> issuer, JobDefinition job, StoredLine line, Chunk chunk,
			JobControl control) {
		Instant sentAt = Instant.ofEpochMilli((line.firstSentAt() != null) ? line.firstSentAt() : chunk.sentAt());
		boolean inDoubt = line.firstSentAt() != null || chunk.inDoubt();
		Attempt<R> attempt = new Attempt<>(issuer, this.wechatPay.merchant(job.merchant()),
				issuer.request(job, values(job, line), line.outRequestNo(), sentAt), line, sentAt, inDoubt);
		if (inDoubt && this.clock.instant().isAfter(sentAt.plus(SETTLED_WITHIN))) {
			return lookUp(attempt, StoredLine::givenUp);
		}
		try {
			return line.issued(issuer.send(attempt.merchant(), attempt.request()));
		}
		catch (WechatPayLimitException ex) {
			// this application's own limit, over which the job does not have to slow down
			return line;
		}
		catch (WechatPayException ex) {
			return failed(attempt, ex, control);
		}
		catch (IllegalArgumentException ex) {
			logger.warn("A line of a job was not sent, as the request is wrong: " + ex.getMessage());
			return (inDoubt) ? line.givenUp() : line.refused("INVALID_REQUEST");
		}
	}

	private StoredLine failed(Attempt<?> attempt, WechatPayException ex, JobControl control) {
		WechatPayApiException response = (ex instanceof WechatPayApiException api) ? api : null;
		if (ex.isOutcomeUnknown()) {
			return unknown(attempt,
					(response != null && response.code() != null) ? response.code() : ex.getClass().getSimpleName());
		}
		if (response != null && !response.isRetryable()) {
			String code = Objects.requireNonNullElse(response.code(), "HTTP " + response.statusCode());
			// the same number has its coupon again, but nobody says whether even after
			// the
			// budget is used up
			return (attempt.inDoubt()) ? lookUp(attempt.with(code), (line) -> line.refused(code))
					: attempt.line().refused(code);
		}
		// too many calls, or nothing was sent: the line is the next one again
		Duration held = control.hold((response != null) ? response.retryAfter() : null);
		if (held != null) {
			logger.warn("A job is held up for %s: %s".formatted(held, ex.getMessage()));
		}
		return attempt.line();
	}

	private StoredLine unknown(Attempt<?> attempt, String code) {
		Duration delay = PASSES.get(Math.min(attempt.line().timesUnknown(), PASSES.size() - 1));
		return attempt.line()
			.unknown(code, attempt.sentAt().toEpochMilli(), this.clock.instant().plus(delay).toEpochMilli());
	}

	private <R> StoredLine lookUp(Attempt<R> attempt, UnaryOperator<StoredLine> ifNotFound) {
		StoredLine line = attempt.line();
		boolean last = this.clock.instant().isAfter(attempt.sentAt().plus(SETTLED_WITHIN));
		try {
			List<String> coupons = attempt.issuer().find(attempt.merchant(), attempt.request(), attempt.sentAt());
			if (coupons != null && coupons.size() <= 1) {
				return (coupons.isEmpty()) ? ifNotFound.apply(line) : line.issued(coupons.get(0));
			}
			return (last) ? line.givenUp() : unknown(attempt, Objects.requireNonNullElse(line.code(), "UNKNOWN"));
		}
		catch (WechatPayException ex) {
			return unknown(attempt, Objects.requireNonNullElse(line.code(), "UNKNOWN"));
		}
	}

	private Map<BulkColumn, String> values(JobDefinition job, StoredLine line) {
		Map<BulkColumn, String> values = new EnumMap<>(BulkColumn.class);
		values.putAll(job.values());
		if (line.values() != null) {
			values.putAll(line.values());
		}
		if (line.sealed() != null) {
			if (this.cipher == null) {
				throw new BulkJobException(
						"The names of a job are encrypted: set wechatpay.bulk.encryption-key to the key with which it was created");
			}
			values.putAll(this.cipher.open(line.outRequestNo(), line.sealed()));
		}
		values.put(BulkColumn.OPENID, line.openid());
		return values;
	}

	private record Attempt<R>(CouponIssuer<R> issuer, WechatPayMerchant merchant, R request, StoredLine line,
			Instant sentAt, boolean inDoubt) {

		Attempt<R> with(String code) {
			StoredLine line = this.line.withCode(code);
			return new Attempt<>(this.issuer, this.merchant, this.request, line, this.sentAt, this.inDoubt);
		}

	}

}
