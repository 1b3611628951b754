package io.github.wechatpayspring.bulk.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkPreview;
import io.github.wechatpayspring.bulk.ledger.JobDefinition;
import io.github.wechatpayspring.merchant.WechatPayMerchant;
import org.jspecify.annotations.Nullable;

/**
 * Issues coupons of one kind.
 *
 * @param <R> the request
 */
interface CouponIssuer<R> {

	/**
	 * Return the columns whose values are used.
	 * @return the columns
	 */
	Set<BulkColumn> columns();

	/**
	 * Return the operation, which has a rate limit.
	 * @return its name
	 */
	String operation();

	/**
	 * Create the request for a line.
	 * @param job what is issued
	 * @param values what is in the columns of the line
	 * @param outRequestNo the number of the issue
	 * @param sentAt when it was sent first
	 * @return the request
	 * @throws IllegalArgumentException if a value is missing or wrong; its name is in the
	 * message
	 */
	R request(JobDefinition job, Map<BulkColumn, String> values, String outRequestNo, Instant sentAt);

	/**
	 * Send a request once.
	 * @param merchant the merchant who issues
	 * @param request the request
	 * @return the id or code of the coupon
	 * @throws WechatPayException if it was refused or the outcome is unknown
	 */
	String send(WechatPayMerchant merchant, R request);

	/**
	 * Look for the coupon of a request whose outcome is unknown.
	 * @param merchant the merchant who issues
	 * @param request the request
	 * @param since when it was sent first
	 * @return the coupons that it may have issued, {@code null} if WeChat Pay has no such
	 * query
	 * @throws WechatPayException if looking failed
	 */
	default @Nullable List<String> find(WechatPayMerchant merchant, R request, Instant since) {
		return null;
	}

	/**
	 * Ask WeChat Pay for the stock.
	 * @param merchant the merchant who issues
	 * @param job what is issued
	 * @return the stock, {@code null} where there is no such query
	 * @throws WechatPayException if it was refused or failed
	 */
	default BulkPreview.@Nullable Stock stock(WechatPayMerchant merchant, JobDefinition job) {
		return null;
	}

}
