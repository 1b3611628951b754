package io.github.wechatpayspring.notification;

import java.time.OffsetDateTime;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayspring.client.observation.CallObservations;
import io.github.wechatpayspring.field.MaskedText;
import io.github.wechatpayspring.field.ResponseFields;
import org.jspecify.annotations.Nullable;

/**
 * What a notification says about itself, around the encrypted resource. What WeChat Pay
 * left out is {@code null}.
 *
 * @param id id of the notification, the same each time it is sent
 * @param eventType what happened, for instance {@code COUPON.USE}
 * @param createTime when the notification was made
 * @param summary what happened, for people and in Chinese
 * @param resourceType how the resource is packed, {@code encrypt-resource}
 * @param originalType what the resource is about, for instance {@code coupon}
 * @param merchant the name of the merchant that was notified, with whose keys the
 * notification was verified and decrypted
 * @param additionalFields fields that this version does not know or cannot read
 */
public record NotificationEnvelope(@JsonProperty(required = true) String id,
		@JsonProperty(required = true) String eventType, @Nullable OffsetDateTime createTime, @Nullable String summary,
		@Nullable String resourceType, @Nullable String originalType, String merchant,
		Map<String, @Nullable Object> additionalFields) {

	/**
	 * Name of the merchant of an application that has one.
	 */
	public static final String DEFAULT_MERCHANT = CallObservations.DEFAULT_MERCHANT;

	/**
	 * Create an envelope with all fields, of which later versions may have more.
	 */
	public NotificationEnvelope {
		additionalFields = ResponseFields.copy(additionalFields);
	}

	/**
	 * Create an envelope, for tests of code that handles notifications.
	 * @param id id of the notification
	 * @param eventType what happened
	 */
	public NotificationEnvelope(String id, String eventType) {
		this(id, eventType, null, null, null, null, DEFAULT_MERCHANT, ResponseFields.none());
	}

	@Override
	public String toString() {
		return MaskedText.of(this);
	}

}
