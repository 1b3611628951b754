package io.github.wechatpayspring.client.observation;

import io.github.wechatpayspring.WechatPayAttempt;

/**
 * Listens to each attempt of one call. Given to a request as an attribute.
 */
@FunctionalInterface
public interface AttemptListener {

	/**
	 * The name of the attribute.
	 */
	String ATTRIBUTE = AttemptListener.class.getName();

	/**
	 * Called after each attempt, by the thread that makes the call.
	 * @param attempt what was tried and what became of it
	 */
	void attempted(WechatPayAttempt attempt);

}
