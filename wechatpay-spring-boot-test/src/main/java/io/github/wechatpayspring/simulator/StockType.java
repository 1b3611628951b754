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
	 * Product coupon (商品券).
	 */
	PRODUCT_COUPON

}
