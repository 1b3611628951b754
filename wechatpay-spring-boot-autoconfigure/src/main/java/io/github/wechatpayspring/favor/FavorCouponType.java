package io.github.wechatpayspring.favor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.wechatpayspring.field.ResponseFields;

/**
 * Kind of discount. A value that WeChat Pay adds later is kept as it is.
 *
 * @param value the value as WeChat Pay writes it
 */
public record FavorCouponType(@JsonValue String value) {

	/**
	 * Discount from a threshold on (满减券).
	 */
	public static final FavorCouponType NORMAL = new FavorCouponType("NORMAL");

	/**
	 * Reduction to a price (减至券).
	 */
	public static final FavorCouponType CUT_TO = new FavorCouponType("CUT_TO");

	/**
	 * Take over a value.
	 * @throws IllegalArgumentException if it is missing
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public FavorCouponType {
		ResponseFields.required("value", value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
