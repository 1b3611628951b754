package io.github.wechatpayspring.simulator;

import java.net.URI;
import java.time.Instant;

/**
 * One attempt of the simulator to deliver a notification.
 *
 * @param notificationId the {@code id} of the notification, the same for each attempt
 * @param eventType what happened, such as {@code COUPON.USE}
 * @param kind why it was made
 * @param url where it went
 * @param keyId the {@code Wechatpay-Serial}: the key that it is, or claims to be, signed
 * with
 * @param time when it was signed
 * @param status the HTTP status of the response, 0 if none came in time
 */
public record CallbackAttempt(String notificationId, String eventType, Kind kind, URI url, String keyId, Instant time,
		int status) {

	/**
	 * Return whether the response counts as success.
	 * @return whether it was 200 or 204
	 */
	public boolean isAccepted() {
		return this.status == 200 || this.status == 204;
	}

	/**
	 * Why an attempt was made.
	 */
	public enum Kind {

		/**
		 * It was the first.
		 */
		FIRST,

		/**
		 * The one before was not accepted.
		 */
		RETRY,

		/**
		 * A test asked for it, with {@link Callbacks#duplicate(String)}.
		 */
		DUPLICATE,

		/**
		 * Its signature is wrong on purpose, with {@link Callbacks#probe(String)}.
		 */
		PROBE

	}

}
