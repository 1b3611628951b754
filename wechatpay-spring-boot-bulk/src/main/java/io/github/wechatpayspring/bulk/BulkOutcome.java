package io.github.wechatpayspring.bulk;

import org.jspecify.annotations.Nullable;

/**
 * What became of a line.
 *
 * @param number the number of the line in its list
 * @param openid openid of the user
 * @param outRequestNo the merchant's number of the issue
 * @param status what became of it
 * @param couponId id or code of the coupon, {@code null} if none was issued as far as one
 * knows
 * @param code WeChat Pay's code if it was refused, or what is known of an unknown
 * outcome, {@code null} if there is none
 */
public record BulkOutcome(long number, String openid, String outRequestNo, Status status, @Nullable String couponId,
		@Nullable String code) {

	@Override
	public String toString() {
		// the openid is personal
		return "BulkOutcome[number=%d, outRequestNo=%s, status=%s, couponId=%s, code=%s]".formatted(this.number,
				this.outRequestNo, this.status, this.couponId, this.code);
	}

	/**
	 * What can become of a line.
	 */
	public enum Status {

		/**
		 * Nothing was sent.
		 */
		NOT_SENT,

		/**
		 * The user has the coupon.
		 */
		ISSUED,

		/**
		 * WeChat Pay refused, and the user got nothing.
		 */
		REFUSED,

		/**
		 * The user may have the coupon.
		 */
		UNKNOWN

	}

}
