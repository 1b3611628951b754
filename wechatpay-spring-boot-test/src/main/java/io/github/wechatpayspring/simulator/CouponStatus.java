package io.github.wechatpayspring.simulator;

/**
 * State of a coupon, in the words of WeChat Pay.
 */
public enum CouponStatus {

	/**
	 * Issued and usable.
	 */
	SENDED,

	/**
	 * Used.
	 */
	USED,

	/**
	 * Out of date; no longer listed.
	 */
	EXPIRED,

	/**
	 * Voided by the merchant; only merchant coupons (商家券) can be.
	 */
	DEACTIVATED

}
