package io.github.wechatpayspring.simulator;

/**
 * Where the codes of merchant coupons and product coupons come from
 * ({@code coupon_code_mode}).
 */
public enum CouponCodeMode {

	/**
	 * WeChat Pay allots a code of 22 digits; a request must not bring one.
	 */
	WECHATPAY_MODE,

	/**
	 * The merchant brings a fresh code with each request.
	 */
	MERCHANT_API,

	/**
	 * The merchant uploads codes, of which each request takes one at random.
	 */
	MERCHANT_UPLOAD

}
