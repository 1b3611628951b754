package io.github.wechatpayspring.bulk;

/**
 * What a job issues.
 */
public enum BulkCouponKind {

	/**
	 * Cash coupons (代金券).
	 */
	FAVOR,

	/**
	 * Merchant coupons (商家券).
	 */
	BUSIFAVOR,

	/**
	 * Product coupons (商品券).
	 */
	PRODUCT_COUPON,

	/**
	 * Multi-use credit (消费金).
	 */
	MULTIUSE,

	/**
	 * Consumer cards (消费卡).
	 */
	CONSUMER_CARD

}
