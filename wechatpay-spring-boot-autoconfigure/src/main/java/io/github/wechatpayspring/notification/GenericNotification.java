package io.github.wechatpayspring.notification;

import java.util.Map;

import io.github.wechatpayspring.field.MaskedText;
import io.github.wechatpayspring.field.ResponseFields;
import org.jspecify.annotations.Nullable;

/**
 * A notification of an event that this version has no type for. Distinguish such events
 * by {@link #eventType()}.
 *
 * @param envelope what the notification says about itself
 * @param resource the decrypted JSON: texts, numbers, booleans, lists, and maps for
 * objects
 */
public record GenericNotification(NotificationEnvelope envelope,
		Map<String, @Nullable Object> resource) implements WechatPayNotification {

	/**
	 * Create a notification with all fields, of which later versions may have more.
	 */
	public GenericNotification {
		resource = ResponseFields.copy(resource);
	}

	/**
	 * Return the whole resource, none of which is known.
	 * @return the resource
	 */
	@Override
	public Map<String, @Nullable Object> additionalFields() {
		return this.resource;
	}

	/**
	 * Name the fields of the resource without their values, which may be personal.
	 */
	@Override
	public String toString() {
		return MaskedText.of(this);
	}

}
