package io.github.wechatpayspring.simulator;

/**
 * What the {@code offset} of a coupon list counts. WeChat Pay's documentation calls it a
 * page number and shows no example.
 */
public enum OffsetCounting {

	/**
	 * Pages of {@code limit} coupons: {@code offset=1} leaves out the first page.
	 */
	PAGES,

	/**
	 * Single coupons: {@code offset=1} leaves out the first coupon.
	 */
	ROWS

}
