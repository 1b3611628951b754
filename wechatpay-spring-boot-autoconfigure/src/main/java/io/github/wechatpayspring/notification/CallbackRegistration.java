package io.github.wechatpayspring.notification;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.OptBoolean;
import io.github.wechatpayspring.field.MaskedText;
import io.github.wechatpayspring.field.ResponseFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The URL for notifications that WeChat Pay has on record.
 *
 * @param notifyUrl the URL
 * @param mchid merchant id whose URL it is, {@code null} if WeChat Pay does not say
 * @param updateTime when it was set, {@code null} if WeChat Pay does not say or the time
 * cannot be read
 * @param requestId the {@code Request-ID} of the response, which WeChat Pay's support
 * asks for
 * @param additionalFields fields of the response that this version does not know or
 * cannot read
 */
public record CallbackRegistration(@JsonProperty(required = true) String notifyUrl, @Nullable String mchid,
		@Nullable OffsetDateTime updateTime, @Nullable String requestId,
		Map<String, @Nullable Object> additionalFields) {

	/**
	 * Create a response with all fields, of which later versions may have more.
	 */
	public CallbackRegistration {
		additionalFields = ResponseFields.copy(additionalFields);
	}

	/**
	 * Create a response, for tests of code that uses the services.
	 * @param notifyUrl the URL
	 */
	public CallbackRegistration(String notifyUrl) {
		this(notifyUrl, null, null, null, ResponseFields.none());
	}

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static CallbackRegistration read(ObjectNode response,
			@JacksonInject(value = ResponseFields.REQUEST_ID, useInput = OptBoolean.FALSE) @Nullable String requestId) {
		Map<String, @Nullable Object> header = new HashMap<>();
		header.put("requestId", requestId);
		return LenientRecords.read(CallbackRegistration.class, response, header);
	}

	@Override
	public String toString() {
		return MaskedText.of(this);
	}

}
