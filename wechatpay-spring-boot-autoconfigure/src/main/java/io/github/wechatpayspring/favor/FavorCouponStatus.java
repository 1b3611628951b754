package io.github.wechatpayspring.favor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.wechatpayspring.field.ResponseFields;

/**
 * State of a coupon. A value that WeChat Pay adds later is kept as it is.
 *
 * @param value the value as WeChat Pay writes it
 */
public record FavorCouponStatus(@JsonValue String value) {

	/**
	 * Usable (可用).
	 */
	public static final FavorCouponStatus SENDED = new FavorCouponStatus("SENDED");

	/**
	 * Used (已实扣).
	 */
	public static final FavorCouponStatus USED = new FavorCouponStatus("USED");

	/**
	 * Expired (已过期).
	 */
	public static final FavorCouponStatus EXPIRED = new FavorCouponStatus("EXPIRED");

	/**
	 * Taken back (已回收).
	 */
	public static final FavorCouponStatus RECOVER = new FavorCouponStatus("RECOVER");

	/**
	 * Take over a value.
	 * @throws IllegalArgumentException if it is missing
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public FavorCouponStatus {
		ResponseFields.required("value", value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
