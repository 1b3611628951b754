package io.github.wechatpayspring.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Kind of benefit that is not a cash coupon. A value that WeChat Pay adds later is kept
 * as it is.
 *
 * @param value the value as WeChat Pay writes it
 */
public record CouponBusinessType(@JsonValue String value) {

	/**
	 * Multi-use credit (消费金).
	 */
	public static final CouponBusinessType MULTIUSE = new CouponBusinessType("MULTIUSE");

	/**
	 * Take over a value.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public CouponBusinessType {
	}

	@Override
	public String toString() {
		return this.value;
	}

}
