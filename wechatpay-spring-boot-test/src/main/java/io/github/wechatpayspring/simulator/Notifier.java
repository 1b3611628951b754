package io.github.wechatpayspring.simulator;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/**
 * Tells the merchant what happened to coupons of its own stocks.
 */
final class Notifier {

	private final String merchantId;

	private final NotificationWriter writer;

	private final NotifyUrls urls;

	private final Callbacks callbacks;

	Notifier(String merchantId, NotificationWriter writer, NotifyUrls urls, Callbacks callbacks) {
		this.merchantId = merchantId;
		this.writer = writer;
		this.urls = urls;
		this.callbacks = callbacks;
	}

	void used(Redemption redemption, Instant time) {
		tell(CallbackEvent.COUPON_USE, redemption.coupon(), (id) -> this.writer.used(id, redemption, time));
	}

	// whether product coupons trigger it is likely but not documented
	void sent(IssuedCoupon coupon) {
		tell(CallbackEvent.COUPON_SEND, coupon, (id) -> this.writer.sent(id, coupon));
	}

	private void tell(CallbackEvent event, IssuedCoupon coupon, Function<String, byte[]> body) {
		URI url = this.urls.deliveryOf(event);
		if (url != null && coupon.stock().creatorOr(this.merchantId).equals(this.merchantId)) {
			String id = UUID.randomUUID().toString();
			this.callbacks.send(event, id, url, body.apply(id));
		}
	}

}
