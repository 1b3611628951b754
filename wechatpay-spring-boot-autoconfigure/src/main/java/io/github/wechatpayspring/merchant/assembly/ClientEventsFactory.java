package io.github.wechatpayspring.merchant.assembly;

import io.github.wechatpayspring.client.observation.ClientEvents;

/**
 * Creates the listener for the calls of a merchant.
 */
@FunctionalInterface
public interface ClientEventsFactory {

	/**
	 * Create the listener for the calls of a merchant.
	 * @param merchant the name of the merchant
	 * @return the listener
	 */
	ClientEvents create(String merchant);

}
