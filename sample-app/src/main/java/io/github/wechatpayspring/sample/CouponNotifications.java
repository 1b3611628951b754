package io.github.wechatpayspring.sample;

import io.github.wechatpayspring.notification.CouponSentNotification;
import io.github.wechatpayspring.notification.CouponUsedNotification;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Listens for coupons that users received and used.
 */
@Component
class CouponNotifications {

	private static final Log logger = LogFactory.getLog(CouponNotifications.class);

	@EventListener
	void on(CouponSentNotification sent) {
		logger.info("%s notification %s: a coupon of stock %s was sent".formatted(sent.eventType(), sent.id(),
				sent.stockId()));
	}

	@EventListener
	void on(CouponUsedNotification used) {
		logger.info("%s notification %s: coupon %s of stock %s was used".formatted(used.eventType(), used.id(),
				used.couponId(), used.stockId()));
	}

}
