package io.github.wechatpayspring.productcoupon;

/**
 * Kinds of product coupons.
 */
public enum ProductCouponType {

	/**
	 * Ordinary coupon (普通券).
	 */
	NORMAL,

	/**
	 * Coupon for members (会员券); needs the id of a member card.
	 */
	MEMBER

}
