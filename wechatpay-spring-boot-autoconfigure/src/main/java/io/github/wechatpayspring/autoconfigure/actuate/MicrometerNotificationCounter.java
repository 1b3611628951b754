package io.github.wechatpayspring.autoconfigure.actuate;

import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.notification.CouponSentNotification;
import io.github.wechatpayspring.notification.CouponUsedNotification;
import io.github.wechatpayspring.notification.WechatPayNotification;
import io.github.wechatpayspring.notification.delivery.NotificationCounter;
import io.github.wechatpayspring.notification.delivery.NotificationOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Counts deliveries as {@code wechatpay.notifications}, by merchant, outcome and type,
 * and measures how long it takes to verify and decrypt them.
 */
final class MicrometerNotificationCounter implements NotificationCounter {

	private final MeterRegistry registry;

	private final MerchantMeters meters;

	MicrometerNotificationCounter(MeterRegistry registry, MerchantMeters meters) {
		this.registry = registry;
		this.meters = meters;
	}

	@Override
	public void count(String merchant, NotificationOutcome outcome, @Nullable WechatPayNotification notification) {
		this.registry
			.counter("wechatpay.notifications", MerchantMeters.MERCHANT, merchant, "outcome", outcome.name(), "type",
					type(notification))
			.increment();
		this.meters.measured(merchant);
	}

	@Override
	public void parsed(String merchant, long nanoseconds, WechatPaySecurityException.@Nullable Reason failure) {
		this.registry.timer("wechatpay.notifications.parse", MerchantMeters.MERCHANT, merchant)
			.record(nanoseconds, TimeUnit.NANOSECONDS);
		if (failure != null) {
			this.registry
				.counter("wechatpay.notifications.verification.failures", MerchantMeters.MERCHANT, merchant, "reason",
						failure.name())
				.increment();
		}
		this.meters.measured(merchant);
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
