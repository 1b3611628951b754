package io.github.wechatpayspring.autoconfigure;

import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.notification.CouponSentNotification;
import io.github.wechatpayspring.notification.CouponUsedNotification;
import io.github.wechatpayspring.notification.NotificationCounter;
import io.github.wechatpayspring.notification.NotificationOutcome;
import io.github.wechatpayspring.notification.WechatPayNotification;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Counts deliveries as {@code wechatpay.notifications}, by merchant, outcome and type,
 * and measures how long it takes to verify and decrypt them.
 */
final class MicrometerNotificationCounter implements NotificationCounter {

	private static final String MERCHANT = "merchant";

	private final MeterRegistry registry;

	MicrometerNotificationCounter(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void count(String merchant, NotificationOutcome outcome, @Nullable WechatPayNotification notification) {
		this.registry
			.counter("wechatpay.notifications", MERCHANT, merchant, "outcome", outcome.name(), "type",
					type(notification))
			.increment();
	}

	@Override
	public void parsed(String merchant, long nanoseconds, WechatPaySecurityException.@Nullable Reason failure) {
		this.registry.timer("wechatpay.notifications.parse", MERCHANT, merchant)
			.record(nanoseconds, TimeUnit.NANOSECONDS);
		if (failure != null) {
			this.registry
				.counter("wechatpay.notifications.verification.failures", MERCHANT, merchant, "reason", failure.name())
				.increment();
		}
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
