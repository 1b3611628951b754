package io.github.wechatpayspring.notification.delivery;

import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.notification.WechatPayNotification;
import org.jspecify.annotations.Nullable;

/**
 * Counts the deliveries of notifications, and measures how long it takes to verify and
 * decrypt them. Safe for use by several threads.
 */
@FunctionalInterface
public interface NotificationCounter {

	/**
	 * The merchant of messages that were sent to the path of none.
	 */
	String NO_MERCHANT = "none";

	/**
	 * Count a delivery.
	 * @param merchant the name of the merchant that it was sent to, {@link #NO_MERCHANT}
	 * if there is none of the name in its path
	 * @param outcome the outcome
	 * @param notification the notification, {@code null} if it was not trusted or not
	 * read
	 */
	void count(String merchant, NotificationOutcome outcome, @Nullable WechatPayNotification notification);

	/**
	 * Record how long it took to verify, decrypt and read a message.
	 * @param merchant the name of the merchant that it was sent to
	 * @param nanoseconds the time
	 * @param failure why it is not trusted, {@code null} if it is
	 */
	default void parsed(String merchant, long nanoseconds, WechatPaySecurityException.@Nullable Reason failure) {
	}

}
