package io.github.wechatpayspring.simulator.server;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.crypto.SigningKey;

/**
 * An authenticated request on its way to a response.
 *
 * @param processing acts upon the request
 * @param signingKey what signs the response
 * @param clock dates it
 */
record Exchange(Supplier<Response> processing, SigningKey signingKey, Clock clock) {

	/**
	 * Act upon the request.
	 * @return the response, not signed yet
	 */
	Response process() {
		return this.processing.get();
	}

	Response sign(Response response) {
		return sign(response, this.signingKey);
	}

	Response sign(Response response, SigningKey key) {
		return response.signed(key, now());
	}

	Response sign(ApiError error) {
		return sign(Response.error(error));
	}

	Instant now() {
		return this.clock.instant();
	}

}
