package io.github.wechatpayspring.simulator.callbacks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import io.github.wechatpayspring.simulator.CallbackSettings;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockType;
import io.github.wechatpayspring.simulator.crypto.ApiV3Encryption;
import io.github.wechatpayspring.simulator.ledger.Redemption;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Notifies the merchant of what happened to coupons of its own stocks.
 */
public final class Notifier {

	private final String merchantId;

	private final ApiV3Encryption encryption;

	private final CallbackSettings settings;

	private final NotifyUrls urls;

	private final CallbackQueue callbacks;

	/**
	 * Create a notifier.
	 * @param merchantId the merchant
	 * @param encryption what encrypts for the merchant
	 * @param settings how the merchant is called back
	 * @param urls where notifications go
	 * @param callbacks sends them
	 */
	public Notifier(String merchantId, ApiV3Encryption encryption, CallbackSettings settings, NotifyUrls urls,
			CallbackQueue callbacks) {
		this.merchantId = merchantId;
		this.encryption = encryption;
		this.settings = settings;
		this.urls = urls;
		this.callbacks = callbacks;
	}

	/**
	 * Notify the merchant that a coupon was redeemed.
	 * @param redemption what was redeemed
	 */
	public void redeemed(Redemption redemption) {
		Stock stock = redemption.coupon().stock();
		Instant time = redemption.event().time();
		ObjectNode resource = CouponFields.of(redemption.coupon(), this.merchantId).put("singleitem", false);
		ObjectNode consumption = resource.putObject("consume_information")
			.put("consume_time", CouponFields.time(time))
			.put("consume_mchid", stock.redeemableAt(this.merchantId).get(0))
			.put("transaction_id", redemption.event().number());
		if (stock.type() == StockType.MULTIUSE) {
			consumption.put("consume_amount", redemption.event().amount());
		}
		send(CallbackEvent.COUPON_USE, stock, resource, time);
	}

	/**
	 * Notify the merchant that a user got a coupon. Whether product coupons trigger it is
	 * likely but not documented.
	 * @param coupon the coupon
	 */
	public void issued(IssuedCoupon coupon) {
		boolean named = coupon.stock().isUserNamed();
		ObjectNode resource = JsonNodeFactory.instance.objectNode()
			.put("event_type", "EVENT_TYPE_BUSICOUPON_SEND")
			.put("coupon_code", coupon.id())
			.put("stock_id", coupon.stock().id())
			.put("send_time", CouponFields.time(coupon.createTime()))
			.put("openid", named ? coupon.openid() : "")
			.put("unionid", named ? "o" + coupon.openid() : "")
			.put("send_channel", "BUSICOUPON_SEND_CHANNEL_API")
			.put("send_merchant", this.merchantId);
		send(CallbackEvent.COUPON_SEND, coupon.stock(), resource, coupon.createTime());
	}

	private void send(CallbackEvent event, Stock stock, ObjectNode content, Instant time) {
		URI url = this.urls.deliveryOf(event);
		if (url == null || !stock.creatorOr(this.merchantId).equals(this.merchantId)) {
			return;
		}
		String id = UUID.randomUUID().toString();
		ObjectNode envelope = JsonNodeFactory.instance.objectNode()
			.put("id", id)
			.put("create_time", CouponFields.time(time))
			.put("resource_type", "encrypt-resource")
			.put("event_type", event.type())
			.put("summary", event.summary());
		ObjectNode resource = envelope.putObject("resource").put("original_type", "coupon");
		resource.setAll(this.encryption.encrypt(event.associatedData(this.settings), content.toString()));
		this.callbacks.send(event, id, url, envelope.toString().getBytes(StandardCharsets.UTF_8));
	}

}
