package io.github.wechatpayspring.notification;

import java.io.Serial;

import io.github.wechatpayspring.WechatPayException;
import org.jspecify.annotations.Nullable;

/**
 * A notification that WeChat Pay signed, but that cannot be read. Respond with
 * {@code 5xx}, so that WeChat Pay sends it again: every reason is one to be corrected on
 * this side.
 */
public class UnreadableNotificationException extends WechatPayException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final Reason reason;

	UnreadableNotificationException(Reason reason, String message, @Nullable Throwable cause) {
		super(message, cause, true);
		this.reason = reason;
	}

	static UnreadableNotificationException malformed(String what) {
		return new UnreadableNotificationException(Reason.MALFORMED,
				"WeChat Pay signed the notification, but %s".formatted(what), null);
	}

	static UnreadableNotificationException missing(String field) {
		return malformed("it has no '%s'".formatted(field));
	}

	/**
	 * Return why the notification cannot be read.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Why a notification cannot be read.
	 */
	public enum Reason {

		/**
		 * It is not the JSON of a notification, or lacks a field without which it is
		 * worth nothing.
		 */
		MALFORMED,

		/**
		 * It is encrypted in a way that is not known.
		 */
		ALGORITHM_UNKNOWN,

		/**
		 * The API v3 key does not decrypt it.
		 */
		NOT_DECRYPTED

	}

}
