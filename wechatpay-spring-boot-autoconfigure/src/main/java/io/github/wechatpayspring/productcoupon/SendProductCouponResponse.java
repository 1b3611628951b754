package io.github.wechatpayspring.productcoupon;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.OptBoolean;
import io.github.wechatpayspring.field.MaskedText;
import io.github.wechatpayspring.field.ResponseFields;
import org.jspecify.annotations.Nullable;

/**
 * The product coupon that the user got.
 *
 * @param stockId id of the stock
 * @param couponCode code of the coupon
 * @param outRequestNo the merchant's number of the request
 * @param requestId the {@code Request-ID} of the response, which WeChat Pay's support
 * asks for
 * @param additionalFields fields of the response that this version does not know
 */
public record SendProductCouponResponse(String stockId, String couponCode, String outRequestNo,
		@Nullable String requestId, Map<String, @Nullable Object> additionalFields) {

	/**
	 * Create a response from its JSON.
	 * @throws IllegalArgumentException if it lacks one of the fields
	 */
	public SendProductCouponResponse {
		ResponseFields.required("stock_id", stockId);
		ResponseFields.required("coupon_code", couponCode);
		ResponseFields.required("out_request_no", outRequestNo);
		additionalFields = ResponseFields.copy(additionalFields);
	}

	/**
	 * Create a response, for tests of code that uses the service.
	 * @param stockId id of the stock
	 * @param couponCode code of the coupon
	 * @param outRequestNo the merchant's number of the request
	 */
	public SendProductCouponResponse(String stockId, String couponCode, String outRequestNo) {
		this(stockId, couponCode, outRequestNo, null, ResponseFields.none());
	}

	/**
	 * Sources disagree on whether the response is flat or wrapped.
	 * @param result the response, if it is wrapped
	 * @param stockId id of the stock
	 * @param couponCode code of the coupon
	 * @param outRequestNo the merchant's number of the request
	 * @param requestId the {@code Request-ID} of the response
	 * @param additionalFields other fields of the response
	 * @return the response
	 */
	@JsonCreator
	static SendProductCouponResponse of(@JsonProperty("send_coupon_result") @Nullable SendProductCouponResponse result,
			@JsonProperty("stock_id") String stockId, @JsonProperty("coupon_code") String couponCode,
			@JsonProperty("out_request_no") String outRequestNo,
			@JacksonInject(value = ResponseFields.REQUEST_ID, useInput = OptBoolean.FALSE) @Nullable String requestId,
			@JsonAnySetter Map<String, @Nullable Object> additionalFields) {
		return (result != null) ? result.withFieldsAround(additionalFields)
				: new SendProductCouponResponse(stockId, couponCode, outRequestNo, requestId, additionalFields);
	}

	private SendProductCouponResponse withFieldsAround(Map<String, @Nullable Object> fields) {
		Map<String, @Nullable Object> all = new LinkedHashMap<>(ResponseFields.copy(fields));
		all.putAll(this.additionalFields);
		return new SendProductCouponResponse(this.stockId, this.couponCode, this.outRequestNo, this.requestId, all);
	}

	@Override
	public String toString() {
		return MaskedText.of(this);
	}

}
