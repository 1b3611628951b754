package io.github.wechatpayspring.simulator.endpoints;

import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.calls.Parameters;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call's way from parameters to a response in JSON.
 */
@FunctionalInterface
interface Endpoint {

	/**
	 * Respond to a request.
	 * @param parameters what it brings
	 * @return the body of the response
	 * @throws ApiError if the request is refused
	 */
	ObjectNode handle(Parameters parameters);

}
