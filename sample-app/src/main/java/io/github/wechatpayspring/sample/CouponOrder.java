package io.github.wechatpayspring.sample;

import java.time.OffsetDateTime;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What to issue to whom. An order that is retried after a failure stays the same in every
 * part.
 *
 * @param kind what to issue
 * @param openid the user
 * @param stockId the stock, for a consumer card its card id
 * @param outRequestNo the merchant's number
 * @param sendTime the time of a consumer card, part of what identifies it
 * @param amount the amount of multi-use credit in fen, {@code null} for stocks that have
 * one
 * @param userName name of who gets multi-use credit
 * @param idCardNumber identity card of who gets multi-use credit
 */
public record CouponOrder(CouponKind kind, String openid, String stockId, String outRequestNo, OffsetDateTime sendTime,
		@Nullable Long amount, @Nullable String userName, @Nullable String idCardNumber) {

	/**
	 * Order what needs no person to be named.
	 * @param kind what to issue
	 * @param openid the user
	 * @param stockId the stock
	 * @param outRequestNo the merchant's number
	 * @param sendTime the time of a consumer card
	 */
	public CouponOrder(CouponKind kind, String openid, String stockId, String outRequestNo, OffsetDateTime sendTime) {
		this(kind, openid, stockId, outRequestNo, sendTime, null, null, null);
	}

	/**
	 * Make up a number for a new order.
	 * @return a number that no other order has
	 */
	public static String newNumber() {
		return UUID.randomUUID().toString().replace("-", "");
	}

	/**
	 * Name the order without its user.
	 */
	@Override
	public String toString() {
		return "CouponOrder[%s of stock %s, outRequestNo=%s]".formatted(this.kind, this.stockId, this.outRequestNo);
	}

}
