package io.github.wechatpayspring.sample;

/**
 * What the merchant issues.
 */
public enum CouponKind {

	/**
	 * Cash coupon (代金券).
	 */
	FAVOR("cash coupon"),

	/**
	 * Multi-use credit (消费金).
	 */
	MULTIUSE("multi-use credit"),

	/**
	 * Product coupon (商品券).
	 */
	PRODUCT_COUPON("product coupon"),

	/**
	 * Consumer card (消费卡).
	 */
	CONSUMER_CARD("consumer card");

	private final String label;

	CouponKind(String label) {
		this.label = label;
	}

	@Override
	public String toString() {
		return this.label;
	}

}
