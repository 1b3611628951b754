package io.github.wechatpayspring.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes and encrypts notifications.
 */
final class NotificationWriter {

	private final String merchantId;

	private final ApiV3Encryption encryption;

	private final CallbackSettings settings;

	NotificationWriter(String merchantId, ApiV3Encryption encryption, CallbackSettings settings) {
		this.merchantId = merchantId;
		this.encryption = encryption;
		this.settings = settings;
	}

	/**
	 * Write that a coupon was used.
	 * @param id id of the notification
	 * @param redemption what was used
	 * @param time when it was used
	 * @return the body, whose resource is encrypted
	 */
	byte[] used(String id, Redemption redemption, Instant time) {
		Stock stock = redemption.coupon().stock();
		ObjectNode resource = CouponFields.of(redemption.coupon(), this.merchantId).put("singleitem", false);
		ObjectNode consumption = resource.putObject("consume_information")
			.put("consume_time", CouponFields.time(time))
			.put("consume_mchid", stock.userOr(this.merchantId))
			.put("transaction_id", "42" + RandomText.digits(26));
		if (stock.type() == StockType.MULTIUSE) {
			consumption.put("consume_amount", redemption.amount());
		}
		return write(id, CallbackEvent.COUPON_USE, resource, time);
	}

	/**
	 * Write that a user got a coupon.
	 * @param id id of the notification
	 * @param coupon the coupon
	 * @return the body, whose resource is encrypted
	 */
	byte[] sent(String id, IssuedCoupon coupon) {
		boolean userTold = coupon.stock().isUserTold();
		ObjectNode resource = JsonNodeFactory.instance.objectNode()
			.put("event_type", "EVENT_TYPE_BUSICOUPON_SEND")
			.put("coupon_code", coupon.id())
			.put("stock_id", coupon.stock().id())
			.put("send_time", CouponFields.time(coupon.createTime()))
			.put("openid", userTold ? coupon.openid() : "")
			.put("unionid", userTold ? "o" + coupon.openid() : "")
			.put("send_channel", "BUSICOUPON_SEND_CHANNEL_API")
			.put("send_merchant", this.merchantId);
		return write(id, CallbackEvent.COUPON_SEND, resource, coupon.createTime());
	}

	private byte[] write(String id, CallbackEvent event, ObjectNode content, Instant time) {
		ObjectNode envelope = JsonNodeFactory.instance.objectNode()
			.put("id", id)
			.put("create_time", CouponFields.time(time))
			.put("resource_type", "encrypt-resource")
			.put("event_type", event.type())
			.put("summary", event.summary());
		ObjectNode resource = envelope.putObject("resource").put("original_type", "coupon");
		resource.setAll(this.encryption.encrypt(this.settings.associatedDataOf(event), content.toString()));
		return envelope.toString().getBytes(StandardCharsets.UTF_8);
	}

}
