package io.github.wechatpayspring.simulator.ledger;

import java.time.Instant;

/**
 * Something that became of a coupon.
 *
 * @param type what
 * @param time when
 * @param number WeChat Pay's number of the payment or refund, or the merchant's of its
 * request
 * @param amount the money it was about, in fen
 * @param note the merchant's order or reason, empty if there is none
 */
public record CouponEvent(Type type, Instant time, String number, long amount, String note) {

	/**
	 * What can become of a coupon.
	 */
	public enum Type {

		/**
		 * It was used, as a whole or in part.
		 */
		USED,

		/**
		 * Its payment was refunded, as a whole or in part.
		 */
		REFUNDED,

		/**
		 * The merchant gave it back to its user.
		 */
		RETURNED,

		/**
		 * The merchant voided it.
		 */
		DEACTIVATED,

		/**
		 * The merchant linked it to an order.
		 */
		ASSOCIATED,

		/**
		 * The merchant took the link away.
		 */
		DISASSOCIATED

	}

}
