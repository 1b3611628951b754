package io.github.wechatpayspring.sample;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the merchant gives.
 *
 * @param tour whether to give one coupon of each kind when the application starts
 * @param stocks the stocks to give from
 */
@ConfigurationProperties("sample")
public record SampleProperties(boolean tour, Stocks stocks) {

	/**
	 * The merchant's stocks.
	 *
	 * @param favor id of a stock of cash coupons
	 * @param multiuse id of a stock of consumption gold
	 * @param product id of a stock of product coupons
	 * @param consumerCard id of a consumer card
	 */
	public record Stocks(String favor, String multiuse, String product, String consumerCard) {

	}

}
