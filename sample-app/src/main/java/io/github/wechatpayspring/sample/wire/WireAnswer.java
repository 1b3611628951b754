package io.github.wechatpayspring.sample.wire;

import java.util.List;

/**
 * An answer.
 *
 * @param status the HTTP status
 * @param headers the headers, as they were received
 * @param body the body, empty if there was none
 * @param verification what was found of its signature
 */
record WireAnswer(int status, List<WireHeader> headers, String body, Verification verification) {

	boolean isSuccess() {
		return this.status / 100 == 2;
	}

}
