package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.net.URI;

/**
 * Something that sends coupons. Safe for use by several threads.
 */
interface CouponClient extends AutoCloseable {

	/**
	 * Connections of each client that can be told how many to use, at most.
	 */
	int CONNECTIONS = 1000;

	/**
	 * The user who receives coupons.
	 */
	String OPENID = "oHkLxt_htg84TUEbzvlMwQzVDBqo";

	/**
	 * The stock that coupons are taken from.
	 */
	String STOCK_ID = "9856000";

	/**
	 * Send a coupon.
	 * @param outRequestNo the number of the request, never used before
	 * @return the id of the coupon, read from a response that was verified
	 * @throws Exception if that fails
	 */
	String send(String outRequestNo) throws Exception;

	@Override
	void close() throws IOException;

	/**
	 * Creates a client.
	 */
	@FunctionalInterface
	interface Factory {

		/**
		 * Create a client.
		 * @param baseUrl where the server is
		 * @param credentials who sends
		 * @return the client
		 * @throws Exception if that fails
		 */
		CouponClient create(URI baseUrl, Credentials credentials) throws Exception;

	}

}
