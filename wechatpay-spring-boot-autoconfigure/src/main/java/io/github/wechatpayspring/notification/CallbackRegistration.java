package io.github.wechatpayspring.notification;

import java.time.OffsetDateTime;
import java.util.Map;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.OptBoolean;
import io.github.wechatpayspring.field.MaskedText;
import io.github.wechatpayspring.field.ResponseFields;
import org.jspecify.annotations.Nullable;

/**
 * The URL for notifications that WeChat Pay has on record.
 *
 * @param notifyUrl the URL
 * @param mchid merchant id whose URL it is, {@code null} if WeChat Pay does not repeat it
 * @param updateTime when it was set, {@code null} if WeChat Pay does not tell or the time
 * cannot be read
 * @param requestId the {@code Request-ID} of the answer, which WeChat Pay's support asks
 * for
 * @param additionalFields fields of the answer that this version does not know or cannot
 * read
 */
public record CallbackRegistration(String notifyUrl, @Nullable String mchid, @Nullable OffsetDateTime updateTime,
		@Nullable String requestId, Map<String, @Nullable Object> additionalFields) {

	/**
	 * Take over an answer.
	 */
	public CallbackRegistration {
		additionalFields = ResponseFields.copy(additionalFields);
	}

	/**
	 * Create an answer, for tests of code that uses the services.
	 * @param notifyUrl the URL
	 */
	public CallbackRegistration(String notifyUrl) {
		this(notifyUrl, null, null, null, ResponseFields.none());
	}

	// field by field, so that a time that cannot be read spoils nothing else
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static CallbackRegistration read(Map<String, @Nullable Object> answer,
			@JacksonInject(value = ResponseFields.REQUEST_ID, useInput = OptBoolean.FALSE) @Nullable String requestId) {
		JsonFields fields = new JsonFields(answer);
		return new CallbackRegistration(ResponseFields.required("notify_url", fields.text("notify_url")),
				fields.text("mchid"), fields.time("update_time"), requestId, fields.rest());
	}

	@Override
	public String toString() {
		return MaskedText.of(this);
	}

}
