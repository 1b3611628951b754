package io.github.wechatpayspring.client.service;

import java.time.Clock;

import org.jspecify.annotations.Nullable;

/**
 * The merchant that calls, as far as requests have to know it.
 *
 * @param merchantId the merchant id (mchid)
 * @param appid the appid of requests that name none, or {@code null}
 * @param clock the time by which requests are judged
 */
public record CallingMerchant(String merchantId, @Nullable String appid, Clock clock) {

	/**
	 * Return the appid to send.
	 * @param requested what the request names
	 * @return that, or else the default
	 * @throws IllegalArgumentException if there is neither
	 */
	public String appid(@Nullable String requested) {
		String appid = (requested != null) ? requested : this.appid;
		if (appid == null) {
			throw new IllegalArgumentException("'appid' is missing: set it on the request or set wechatpay.appid");
		}
		return appid;
	}

}
