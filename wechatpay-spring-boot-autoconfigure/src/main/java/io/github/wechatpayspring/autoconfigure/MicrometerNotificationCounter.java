package io.github.wechatpayspring.autoconfigure;

import io.github.wechatpayspring.notification.CouponSentNotification;
import io.github.wechatpayspring.notification.CouponUsedNotification;
import io.github.wechatpayspring.notification.NotificationCounter;
import io.github.wechatpayspring.notification.NotificationOutcome;
import io.github.wechatpayspring.notification.WechatPayNotification;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Counts deliveries as {@code wechatpay.notifications}, by outcome and type.
 */
final class MicrometerNotificationCounter implements NotificationCounter {

	private final MeterRegistry registry;

	MicrometerNotificationCounter(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void count(NotificationOutcome outcome, @Nullable WechatPayNotification notification) {
		this.registry.counter("wechatpay.notifications", "outcome", outcome.name(), "type", type(notification))
			.increment();
	}

	private static String type(@Nullable WechatPayNotification notification) {
		if (notification == null) {
			return "none";
		}
		if (notification instanceof CouponUsedNotification) {
			return "COUPON.USE";
		}
		return (notification instanceof CouponSentNotification) ? "COUPON.SEND" : "other";
	}

}
