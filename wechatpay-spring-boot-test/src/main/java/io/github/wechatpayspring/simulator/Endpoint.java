package io.github.wechatpayspring.simulator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call's way from parameters to answer.
 */
@FunctionalInterface
interface Endpoint {

	/**
	 * Answer a request.
	 * @param parameters what it brings
	 * @param platformSerial its {@code Wechatpay-Serial} header
	 * @return the body of the answer
	 */
	ObjectNode handle(Parameters parameters, @Nullable String platformSerial);

}
