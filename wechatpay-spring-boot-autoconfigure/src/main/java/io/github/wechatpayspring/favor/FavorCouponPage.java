package io.github.wechatpayspring.favor;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.OptBoolean;
import io.github.wechatpayspring.field.MaskedText;
import io.github.wechatpayspring.field.ResponseFields;
import org.jspecify.annotations.Nullable;

/**
 * One page of a user's coupons.
 *
 * @param data the coupons, empty if there are none
 * @param totalCount how many coupons there are on all pages
 * @param offset the page asked for, 0 if WeChat Pay does not repeat it
 * @param limit the size of a page, 0 if WeChat Pay does not repeat it
 * @param requestId the {@code Request-ID} of the response, which WeChat Pay's support
 * asks for
 * @param additionalFields fields of the response that this version does not know
 */
public record FavorCouponPage(List<FavorCoupon> data, long totalCount, @JsonSetter(nulls = Nulls.AS_EMPTY) int offset,
		@JsonSetter(nulls = Nulls.AS_EMPTY) int limit,
		@JacksonInject(value = ResponseFields.REQUEST_ID, useInput = OptBoolean.FALSE) @Nullable String requestId,
		@JsonAnySetter Map<String, @Nullable Object> additionalFields) {

	/**
	 * Create a response from its JSON.
	 */
	public FavorCouponPage {
		// WeChat Pay leaves data out when there are no coupons
		data = (data != null) ? List.copyOf(data) : List.of();
		additionalFields = ResponseFields.copy(additionalFields);
	}

	/**
	 * Create a page, for tests of code that uses the service.
	 * @param data the coupons
	 * @param totalCount how many coupons there are on all pages
	 * @param offset the page asked for
	 * @param limit the size of a page
	 */
	public FavorCouponPage(List<FavorCoupon> data, long totalCount, int offset, int limit) {
		this(data, totalCount, offset, limit, null, ResponseFields.none());
	}

	@Override
	public String toString() {
		return MaskedText.of(this);
	}

}
