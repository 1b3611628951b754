package io.github.wechatpayspring.sample;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the merchant issues, to whom, and who may see to it.
 *
 * @param tour whether to issue one coupon of each kind when the application starts
 * @param remoteAccess whether other machines may see the pages, if the address that the
 * server listens on lets them
 * @param stocks the stocks to issue from
 * @param openids users that the pages suggest
 */
@ConfigurationProperties("sample")
public record SampleProperties(boolean tour, @DefaultValue("false") boolean remoteAccess, Stocks stocks,
		@DefaultValue List<String> openids) {

	/**
	 * The merchant's stocks, the first of each kind being the usual one.
	 *
	 * @param favor ids of stocks of cash coupons
	 * @param multiuse ids of stocks of multi-use credit
	 * @param product ids of stocks of product coupons
	 * @param consumerCard ids of consumer cards
	 */
	public record Stocks(List<String> favor, List<String> multiuse, List<String> product, List<String> consumerCard) {

		/**
		 * Return the stocks of a kind.
		 * @param kind what to issue
		 * @return their ids, the usual one first
		 */
		public List<String> of(CouponKind kind) {
			return switch (kind) {
				case FAVOR -> this.favor;
				case MULTIUSE -> this.multiuse;
				case PRODUCT_COUPON -> this.product;
				case CONSUMER_CARD -> this.consumerCard;
			};
		}

		/**
		 * Return the usual stock of a kind.
		 * @param kind what to issue
		 * @return its id, empty if none is configured
		 */
		public String usual(CouponKind kind) {
			return of(kind).stream().findFirst().orElse("");
		}

	}

}
