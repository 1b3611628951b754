package io.github.wechatpayspring.merchant.assembly;

import io.github.wechatpayspring.client.observation.ClientEvents;

/**
 * Makes what hears of the calls of a merchant.
 */
@FunctionalInterface
public interface ClientEventsFactory {

	/**
	 * Make what hears of the calls of a merchant.
	 * @param merchant the name of the merchant
	 * @return what hears of them
	 */
	ClientEvents create(String merchant);

}
