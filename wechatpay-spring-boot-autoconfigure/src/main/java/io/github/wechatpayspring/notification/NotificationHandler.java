package io.github.wechatpayspring.notification;

/**
 * Handles the notifications that arrive at the endpoint. A bean of this type gets them
 * all, each once: WeChat Pay delivers a notification again if its handler failed or if it
 * received no success within five seconds.
 * <p>
 * Without such a bean each notification is published as an application event, for methods
 * such as {@code @EventListener void on(CouponUsedNotification used)}. They are called
 * one after the other and together are the handler: if one throws, those after it are not
 * called, and all are called again at the next delivery. A listener that is
 * {@code @Async} only begins to handle the notification; whether it fails is not seen. A
 * {@code @TransactionalEventListener} is not called at all unless it has
 * {@code fallbackExecution = true}, since no transaction is open.
 */
@FunctionalInterface
public interface NotificationHandler {

	/**
	 * Handle a notification. Called by a thread of the application's task executor. It
	 * should take less than four seconds and must take less than five minutes, as after
	 * that another delivery may be handled at the same time.
	 * @param notification a {@link CouponUsedNotification}, a
	 * {@link CouponSentNotification}, or a {@link GenericNotification} of any other event
	 * @throws RuntimeException if it could not be handled and is to be delivered again
	 */
	void handle(WechatPayNotification notification);

}
