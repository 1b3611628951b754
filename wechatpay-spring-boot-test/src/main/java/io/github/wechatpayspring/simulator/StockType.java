package io.github.wechatpayspring.simulator;

/**
 * Kind of a coupon stock (批次).
 */
public enum StockType {

	/**
	 * Cash coupon (代金券).
	 */
	FAVOR,

	/**
	 * Multi-use credit (消费金).
	 */
	MULTIUSE,

	/**
	 * Consumer card (消费卡).
	 */
	CONSUMER_CARD,

	/**
	 * Merchant coupon (商家券).
	 */
	BUSIFAVOR,

	/**
	 * Product coupon (商品券), a merchant coupon with product data.
	 */
	PRODUCT_COUPON

}
