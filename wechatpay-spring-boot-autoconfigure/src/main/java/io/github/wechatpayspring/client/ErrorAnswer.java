package io.github.wechatpayspring.client;

import io.github.wechatpayspring.WechatPayErrorDetail;
import org.jspecify.annotations.Nullable;

/**
 * What an answer of error says, as far as it can be read.
 *
 * @param statusCode the HTTP status
 * @param code WeChat Pay's code
 * @param message WeChat Pay's words
 * @param detail the part of the request that is wrong
 * @param signInformation what WeChat Pay verified, if it refused the signature
 * @param requestId the {@code Request-ID}
 * @param errorNumber the number at the end of the {@code Request-ID}
 * @param shape what the body is when it is no error of WeChat Pay
 */
record ErrorAnswer(int statusCode, @Nullable String code, @Nullable String message,
		@Nullable WechatPayErrorDetail detail, @Nullable SignInformation signInformation, @Nullable String requestId,
		@Nullable Long errorNumber, @Nullable String shape) {

	private static final int ACCEPTED = 202;

	private static final int TOO_MANY_REQUESTS = 429;

	private static final char CHINESE_FULL_STOP = '。';

	/**
	 * WeChat Pay sends this code with 500 and with 400 alike.
	 */
	boolean isSystemError() {
		return "SYSTEM_ERROR".equals(this.code);
	}

	boolean isRetryable() {
		return this.statusCode == ACCEPTED || this.statusCode == TOO_MANY_REQUESTS || this.statusCode >= 500
				|| isSystemError();
	}

	/**
	 * Write all of it for people.
	 * @param call what was called
	 * @param cause why it failed, {@code null} if no more is known than the answer says
	 * @param clock how wrong the clock is, {@code null} if it is not
	 * @return the message
	 */
	String describe(String call, @Nullable String cause, @Nullable String clock) {
		StringBuilder text = new StringBuilder("WeChat Pay answered ").append(call)
			.append(" with ")
			.append(this.statusCode);
		append(text, " ", this.code);
		append(text, ": ", this.message);
		append(text, " with ", this.shape);
		if (this.detail != null) {
			append(text, ", field ", this.detail.field());
			append(text, ", ", this.detail.issue());
		}
		append(text, (text.charAt(text.length() - 1) != CHINESE_FULL_STOP) ? ". " : " ", (cause != null) ? cause
				: ErrorCatalogue.explain(this.statusCode, this.code, this.errorNumber, this.message));
		append(text, " ", clock);
		if (this.requestId != null) {
			text.append(" [Request-ID ").append(this.requestId).append(']');
		}
		return text.toString();
	}

	private static void append(StringBuilder text, String separator, @Nullable String part) {
		if (part != null && !part.isEmpty()) {
			text.append(separator).append(part);
		}
	}

}
