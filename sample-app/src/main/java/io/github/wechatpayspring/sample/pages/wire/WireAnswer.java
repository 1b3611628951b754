package io.github.wechatpayspring.sample.pages.wire;

import java.util.List;

/**
 * A response.
 *
 * @param status the HTTP status
 * @param headers the headers, as they were received
 * @param body the body, empty if there was none
 * @param verification what was found of its signature
 */
record WireAnswer(int status, List<WireHeader> headers, String body, Verification verification) {

	private static final int SUCCESS = 2;

	/**
	 * Return what came of verification.
	 * @return the verdict
	 */
	public Verdict verdict() {
		if (!this.verification.signed() && this.status / 100 != SUCCESS) {
			return Verdict.UNSIGNED;
		}
		return (this.verification.failure() != null) ? Verdict.FAILED : Verdict.PASSED;
	}

	/**
	 * Return the body for people to read.
	 * @return the body with line breaks
	 */
	public String readableBody() {
		return ReadableJson.of(this.body);
	}

	/**
	 * What came of verification.
	 */
	enum Verdict {

		/**
		 * WeChat Pay signed the response.
		 */
		PASSED,

		/**
		 * Somebody else may have sent it.
		 */
		FAILED,

		/**
		 * An error without a signature, which is believed to be no more than that.
		 */
		UNSIGNED

	}

}
