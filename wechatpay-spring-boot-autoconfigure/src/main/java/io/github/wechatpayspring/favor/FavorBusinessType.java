package io.github.wechatpayspring.favor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.wechatpayspring.field.ResponseFields;

/**
 * Kind of benefit that is not a cash coupon. A value that WeChat Pay adds later is kept
 * as it is.
 *
 * @param value the value as WeChat Pay writes it
 */
public record FavorBusinessType(@JsonValue String value) {

	/**
	 * Multi-use credit (消费金).
	 */
	public static final FavorBusinessType MULTIUSE = new FavorBusinessType("MULTIUSE");

	/**
	 * Take over a value.
	 * @throws IllegalArgumentException if it is missing
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public FavorBusinessType {
		ResponseFields.required("value", value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
