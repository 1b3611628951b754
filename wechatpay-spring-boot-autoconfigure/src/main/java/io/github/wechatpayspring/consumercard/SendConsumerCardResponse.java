package io.github.wechatpayspring.consumercard;

import java.util.Map;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.OptBoolean;
import io.github.wechatpayspring.field.MaskedText;
import io.github.wechatpayspring.field.ResponseFields;
import org.jspecify.annotations.Nullable;

/**
 * The consumer card that the user got.
 *
 * @param cardCode code of the card, unique for this user and card id
 * @param requestId the {@code Request-ID} of the response, which WeChat Pay's support
 * asks for
 * @param additionalFields fields of the response that this version does not know
 */
public record SendConsumerCardResponse(String cardCode,
		@JacksonInject(value = ResponseFields.REQUEST_ID, useInput = OptBoolean.FALSE) @Nullable String requestId,
		@JsonAnySetter Map<String, @Nullable Object> additionalFields) {

	/**
	 * Create a response from its JSON.
	 * @throws IllegalArgumentException if it has no card code
	 */
	public SendConsumerCardResponse {
		ResponseFields.required("card_code", cardCode);
		additionalFields = ResponseFields.copy(additionalFields);
	}

	/**
	 * Create a response, for tests of code that uses the service.
	 * @param cardCode code of the card
	 */
	public SendConsumerCardResponse(String cardCode) {
		this(cardCode, null, ResponseFields.none());
	}

	@Override
	public String toString() {
		return MaskedText.of(this);
	}

}
