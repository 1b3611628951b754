package io.github.wechatpayspring.notification;

import org.jspecify.annotations.Nullable;

/**
 * Counts the deliveries of notifications. Safe for use by several threads.
 */
@FunctionalInterface
public interface NotificationCounter {

	/**
	 * Count a delivery.
	 * @param outcome what became of it
	 * @param notification the notification, {@code null} if it was not believed or not
	 * read
	 */
	void count(NotificationOutcome outcome, @Nullable WechatPayNotification notification);

}
