package io.github.wechatpayspring.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * State of a cash coupon. A value that WeChat Pay adds later is kept as it is.
 *
 * @param value the value as WeChat Pay writes it
 */
public record CouponStatus(@JsonValue String value) {

	/**
	 * Usable (可用).
	 */
	public static final CouponStatus SENDED = new CouponStatus("SENDED");

	/**
	 * Used (已实扣).
	 */
	public static final CouponStatus USED = new CouponStatus("USED");

	/**
	 * Expired (已过期).
	 */
	public static final CouponStatus EXPIRED = new CouponStatus("EXPIRED");

	/**
	 * Take over a value.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public CouponStatus {
	}

	@Override
	public String toString() {
		return this.value;
	}

}
