package io.github.wechatpayspring.simulator.callbacks;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockType;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What lists and notifications alike say about a coupon.
 */
public final class CouponFields {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

	private CouponFields() {
	}

	/**
	 * Describe a coupon.
	 * @param coupon the coupon
	 * @param merchantId what stands for a creator of the stock that was not named
	 * @return the fields
	 */
	public static ObjectNode of(IssuedCoupon coupon, String merchantId) {
		Stock stock = coupon.stock();
		ObjectNode json = JsonNodeFactory.instance.objectNode()
			.put("stock_creator_mchid", stock.creatorOr(merchantId))
			.put("stock_id", stock.id())
			.put("coupon_id", coupon.id())
			.put("coupon_name", stock.name())
			.put("status", coupon.status().name())
			.put("description", "微信支付营销")
			.put("create_time", time(coupon.createTime()))
			.put("coupon_type", "NORMAL")
			.put("no_cash", false)
			.put("available_begin_time", time(coupon.availableBeginTime()))
			.put("available_end_time", time(coupon.availableEndTime()));
		json.putObject("normal_coupon_information")
			.put("coupon_amount", coupon.value())
			.put("transaction_minimum", coupon.minimum());
		if (stock.type() == StockType.MULTIUSE) {
			json.put("business_type", "MULTIUSE");
		}
		return json;
	}

	/**
	 * Write a time the way WeChat Pay does.
	 * @param instant the time
	 * @return the time in China, to the second
	 */
	public static String time(Instant instant) {
		return TIME.format(OffsetDateTime.ofInstant(instant, ZoneOffset.ofHours(8)));
	}

}
