package io.github.wechatpayspring.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Kind of discount of a cash coupon. A value that WeChat Pay adds later is kept as it is.
 *
 * @param value the value as WeChat Pay writes it
 */
public record CouponType(@JsonValue String value) {

	/**
	 * Discount from a threshold on (满减券).
	 */
	public static final CouponType NORMAL = new CouponType("NORMAL");

	/**
	 * Reduction to a price (减至券).
	 */
	public static final CouponType CUT_TO = new CouponType("CUT_TO");

	/**
	 * Take over a value.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public CouponType {
	}

	@Override
	public String toString() {
		return this.value;
	}

}
