package io.github.wechatpayspring.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes and encrypts the notification that a coupon was used (核销事件回调通知).
 */
final class CouponUseWriter {

	private final SimulatedMerchant merchant;

	private final ApiV3Encryption encryption;

	private final String associatedData;

	CouponUseWriter(SimulatedMerchant merchant, ApiV3Encryption encryption, String associatedData) {
		this.merchant = merchant;
		this.encryption = encryption;
		this.associatedData = associatedData;
	}

	/**
	 * Write a notification.
	 * @param id its id
	 * @param redemption what was used
	 * @param time when it was used
	 * @return the body, whose resource is encrypted
	 */
	byte[] write(String id, Redemption redemption, Instant time) {
		ObjectNode envelope = JsonNodeFactory.instance.objectNode()
			.put("id", id)
			.put("create_time", CouponFields.time(time))
			.put("resource_type", "encrypt-resource")
			.put("event_type", "COUPON.USE")
			.put("summary", "用券成功");
		ObjectNode resource = envelope.putObject("resource").put("original_type", "coupon");
		resource.setAll(this.encryption.encrypt(this.associatedData, resource(redemption, time).toString()));
		return envelope.toString().getBytes(StandardCharsets.UTF_8);
	}

	private ObjectNode resource(Redemption redemption, Instant time) {
		Stock stock = redemption.coupon().stock();
		ObjectNode resource = CouponFields.of(redemption.coupon(), this.merchant.merchantId()).put("singleitem", false);
		ObjectNode consumption = resource.putObject("consume_information")
			.put("consume_time", CouponFields.time(time))
			.put("consume_mchid", stock.userOr(this.merchant.merchantId()))
			.put("transaction_id", "42" + RandomText.digits(26));
		if (stock.type() == StockType.MULTIUSE) {
			consumption.put("consume_amount", redemption.amount());
		}
		return resource;
	}

}
