package io.github.wechatpayspring.sample.pages.wire;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call.
 *
 * @param host where the request was sent to
 * @param method the HTTP method
 * @param target path and query
 * @param signedText what was signed
 * @param nonce what tells the signature from all others
 * @param headers the headers of the request, as they were sent
 * @param body the body of the request, empty if there was none
 * @param answer what came back, {@code null} if nothing did
 * @param failure why nothing came back as a whole, {@code null} if it did
 * @param milliseconds how long it took
 */
record WireAttempt(String host, String method, String target, String signedText, String nonce, List<WireHeader> headers,
		String body, @Nullable WireAnswer answer, @Nullable String failure, long milliseconds) {

	private static final int LINES = 5;

	/**
	 * Return the lines of what was signed.
	 * @return the lines, the last of which is the body
	 */
	public List<String> signedLines() {
		return List.of(this.signedText.split("\n", LINES));
	}

	/**
	 * Return the body for people to read.
	 * @return the body with line breaks
	 */
	public String readableBody() {
		return ReadableJson.of(this.body);
	}

}
