package io.github.wechatpayspring.bulk.ledger;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkOutcome;
import io.github.wechatpayspring.bulk.BulkOutcome.Status;
import org.jspecify.annotations.Nullable;

/**
 * A line as it is stored, a hundred of them in a chunk. Times are milliseconds since
 * 1970.
 *
 * @param number the number of the line in its list
 * @param openid openid of the user
 * @param outRequestNo the merchant's number of the issue
 * @param values what else is in its columns, without what is personal
 * @param sealed what is personal, encrypted; {@code null} without it and once the line is
 * settled
 * @param status what became of it, {@code null} as long as there is nothing to be told
 * @param couponId the coupon, {@code null} if none was issued as far as one knows
 * @param code WeChat Pay's code, or what is known of an unknown outcome
 * @param firstSentAt when it was sent first, while its outcome is unknown
 * @param passes how often its outcome was unknown, {@code null} for never
 * @param nextPassAt when it is sent again to settle it, {@code null} for never
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StoredLine(@JsonProperty("n") long number, @JsonProperty("o") String openid,
		@JsonProperty("r") String outRequestNo, @JsonProperty("v") @Nullable Map<BulkColumn, String> values,
		@JsonProperty("x") @Nullable String sealed, @JsonProperty("s") @Nullable Status status,
		@JsonProperty("c") @Nullable String couponId, @JsonProperty("e") @Nullable String code,
		@JsonProperty("t") @Nullable Long firstSentAt, @JsonProperty("p") @Nullable Integer passes,
		@JsonProperty("d") @Nullable Long nextPassAt) {

	/**
	 * Create a line that was not sent.
	 * @param number the number of the line in its list
	 * @param openid openid of the user
	 * @param outRequestNo the merchant's number of the issue
	 * @param values what else is in its columns, without what is personal
	 * @param sealed what is personal, encrypted
	 * @return the line
	 */
	public static StoredLine unsent(long number, String openid, String outRequestNo, Map<BulkColumn, String> values,
			@Nullable String sealed) {
		return new StoredLine(number, openid, outRequestNo, values, sealed, null, null, null, null, null, null);
	}

	/**
	 * Return the line with its coupon.
	 * @param couponId the coupon
	 * @return the line, settled
	 */
	public StoredLine issued(String couponId) {
		return settled(Status.ISSUED, couponId, null);
	}

	/**
	 * Return the line refused.
	 * @param code the code of WeChat Pay
	 * @return the line, settled
	 */
	public StoredLine refused(String code) {
		return settled(Status.REFUSED, null, code);
	}

	/**
	 * Return the line with an outcome that nobody will find out.
	 * @return the line, settled as far as it can be
	 */
	public StoredLine givenUp() {
		return settled(Status.UNKNOWN, null, this.code);
	}

	private StoredLine settled(Status status, @Nullable String couponId, @Nullable String code) {
		return new StoredLine(this.number, this.openid, this.outRequestNo, this.values, null, status, couponId, code,
				null, null, null);
	}

	/**
	 * Return the line with an unknown outcome.
	 * @param code what is known about it
	 * @param firstSentAt when it was sent first
	 * @param nextPassAt when to send it again
	 * @return the line
	 */
	public StoredLine unknown(String code, long firstSentAt, long nextPassAt) {
		return new StoredLine(this.number, this.openid, this.outRequestNo, this.values, this.sealed, Status.UNKNOWN,
				null, code, firstSentAt, timesUnknown() + 1, nextPassAt);
	}

	/**
	 * Return how often its outcome was unknown.
	 * @return the number
	 */
	public int timesUnknown() {
		return (this.passes != null) ? this.passes : 0;
	}

	/**
	 * Return the line with what is known of its outcome.
	 * @param code the code of WeChat Pay
	 * @return the line
	 */
	public StoredLine withCode(String code) {
		return new StoredLine(this.number, this.openid, this.outRequestNo, this.values, this.sealed, this.status,
				this.couponId, code, this.firstSentAt, this.passes, this.nextPassAt);
	}

	/**
	 * Return the line to be sent once more.
	 * @return the line as if it had not been sent
	 */
	StoredLine unsent() {
		return unsent(this.number, this.openid, this.outRequestNo, (this.values != null) ? this.values : Map.of(),
				this.sealed);
	}

	/**
	 * Return the line without what is personal.
	 * @return the line
	 */
	StoredLine withoutSealed() {
		return new StoredLine(this.number, this.openid, this.outRequestNo, this.values, null, this.status,
				this.couponId, this.code, this.firstSentAt, this.passes, this.nextPassAt);
	}

	/**
	 * Return what became of the line.
	 * @param inDoubt whether it may have been sent although there is no outcome
	 * @return the outcome
	 */
	BulkOutcome outcome(boolean inDoubt) {
		Status known = (this.status != null) ? this.status : (inDoubt) ? Status.UNKNOWN : Status.NOT_SENT;
		return new BulkOutcome(this.number, this.openid, this.outRequestNo, known, this.couponId, this.code);
	}

	@Override
	public String toString() {
		return "StoredLine[number=%d, outRequestNo=%s, status=%s]".formatted(this.number, this.outRequestNo,
				this.status);
	}

}
