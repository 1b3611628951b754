package io.github.wechatpayspring.simulator;

/**
 * Where the codes of a product coupon's stock come from ({@code coupon_code_mode}).
 */
public enum CouponCodeMode {

	/**
	 * WeChat Pay allots a code; a request must not bring one.
	 */
	WECHATPAY_MODE,

	/**
	 * The merchant brings a fresh code with each request.
	 */
	MERCHANT_API

}
