package io.github.wechatpayspring.multiuse;

import java.util.Map;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.OptBoolean;
import io.github.wechatpayspring.field.MaskedText;
import io.github.wechatpayspring.field.ResponseFields;
import org.jspecify.annotations.Nullable;

/**
 * The multi-use credit that the user got.
 *
 * @param couponId id of the multi-use credit
 * @param requestId the {@code Request-ID} of the response, which WeChat Pay's support
 * asks for
 * @param additionalFields fields of the response that this version does not know
 */
public record SendMultiuseResponse(String couponId,
		@JacksonInject(value = ResponseFields.REQUEST_ID, useInput = OptBoolean.FALSE) @Nullable String requestId,
		@JsonAnySetter Map<String, @Nullable Object> additionalFields) {

	/**
	 * Create a response from its JSON.
	 * @throws IllegalArgumentException if it has no coupon id
	 */
	public SendMultiuseResponse {
		ResponseFields.required("coupon_id", couponId);
		additionalFields = ResponseFields.copy(additionalFields);
	}

	/**
	 * Create a response, for tests of code that uses the service.
	 * @param couponId id of the multi-use credit
	 */
	public SendMultiuseResponse(String couponId) {
		this(couponId, null, ResponseFields.none());
	}

	@Override
	public String toString() {
		return MaskedText.of(this);
	}

}
