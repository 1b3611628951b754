package io.github.wechatpayspring.client.service;

/**
 * A request with fields that the calling merchant fills in when they are left out.
 *
 * @param <R> the request
 */
public interface MerchantDefaults<R> {

	/**
	 * Complete the request.
	 * @param merchant the merchant that calls
	 * @return the request as it is sent
	 * @throws IllegalArgumentException if the merchant cannot complete it; nothing is
	 * sent then
	 */
	R withDefaults(CallingMerchant merchant);

}
