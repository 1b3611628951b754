package io.github.wechatpayspring.client.error;

import java.util.Set;

import io.github.wechatpayspring.WechatPayErrorDetail;
import org.jspecify.annotations.Nullable;

/**
 * What an error response says, as far as it can be read.
 *
 * @param statusCode the HTTP status
 * @param code WeChat Pay's code
 * @param message WeChat Pay's words
 * @param detail the part of the request that is wrong
 * @param signInformation what WeChat Pay verified, if it refused the signature
 * @param requestId the {@code Request-ID}
 * @param errorNumber the number at the end of the {@code Request-ID}
 * @param shape what the body is when it is no error of WeChat Pay
 * @param json whether the body is a JSON object that could be read to its end
 */
public record ErrorResponse(int statusCode, @Nullable String code, @Nullable String message,
		@Nullable WechatPayErrorDetail detail, @Nullable SignInformation signInformation, @Nullable String requestId,
		@Nullable Long errorNumber, @Nullable String shape, boolean json) {

	private static final String SYSTEM_ERROR = "SYSTEM_ERROR";

	// of gateways and of WeChat Pay alike; all others, such as the 408 and 499 of a
	// gateway that has passed the request on, say nothing
	private static final Set<Integer> BEFORE_PROCESSING = Set.of(400, 401, 403, 404, 405, 413, 415, 429, 431);

	private static final int BAD_REQUEST = 400;

	private static final int ACCEPTED = 202;

	private static final int TOO_MANY_REQUESTS = 429;

	private static final char CHINESE_FULL_STOP = '。';

	/**
	 * WeChat Pay sends this code with 500 and with 400 alike.
	 */
	boolean isSystemError() {
		return SYSTEM_ERROR.equalsIgnoreCase(this.code);
	}

	/**
	 * Return whether this says that the request was not carried out, provided that WeChat
	 * Pay has signed it.
	 */
	public boolean isRefusal() {
		return this.statusCode >= 400 && this.statusCode < 500 && !isSystemError();
	}

	/**
	 * Return whether this says that the request was not carried out, although nobody has
	 * signed it: because of a status that is returned before a request is processed, or
	 * of an error that can only be one of WeChat Pay.
	 * @param body the body, in which something else may be hidden
	 */
	public boolean isUnsignedRefusal(ErrorBody body) {
		if (!isRefusal() || !body.whole() || body.holds(SYSTEM_ERROR)) {
			return false;
		}
		boolean rejectedBeforeProcessing = BEFORE_PROCESSING.contains(this.statusCode);
		return (this.json) ? rejectedBeforeProcessing || ErrorCatalogue.isKnown(this.code)
				: rejectedBeforeProcessing && body.isCompletePage(this.statusCode == BAD_REQUEST);
	}

	/**
	 * Return whether the same request may succeed later.
	 * @return whether it is worth a retry
	 */
	public boolean isRetryable() {
		return this.statusCode == ACCEPTED || this.statusCode == TOO_MANY_REQUESTS || this.statusCode >= 500
				|| isSystemError();
	}

	/**
	 * Write all of it for people.
	 * @param call what was called
	 * @param cause why it failed, {@code null} if no more is known than the response says
	 * @param clock how wrong the clock is, {@code null} if it is not
	 * @return the message
	 */
	public String describe(String call, @Nullable String cause, @Nullable String clock) {
		StringBuilder text = new StringBuilder("WeChat Pay responded to ").append(call)
			.append(" with ")
			.append(this.statusCode);
		append(text, " ", this.code);
		append(text, ": ", this.message);
		append(text, " with ", this.shape);
		if (this.detail != null) {
			append(text, ", field ", this.detail.field());
			append(text, ", ", this.detail.issue());
		}
		append(text, (text.charAt(text.length() - 1) != CHINESE_FULL_STOP) ? ". " : " ",
				(cause != null) ? cause : explanation());
		append(text, " ", clock);
		if (this.requestId != null) {
			text.append(" [Request-ID ").append(this.requestId).append(']');
		}
		return text.toString();
	}

	/**
	 * Return what the error means and what to do.
	 * @return the explanation, or {@code null} if nothing is known of it
	 */
	public @Nullable String explanation() {
		return ErrorCatalogue.explain(this.statusCode, this.code, this.errorNumber, this.message);
	}

	private static void append(StringBuilder text, String separator, @Nullable String part) {
		if (part != null && !part.isEmpty()) {
			text.append(separator).append(part);
		}
	}

}
