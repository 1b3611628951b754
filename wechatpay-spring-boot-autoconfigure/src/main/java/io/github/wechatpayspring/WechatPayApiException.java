package io.github.wechatpayspring;

import java.io.Serial;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * WeChat Pay responded with an error, or with something that cannot be read.
 * <p>
 * The coupon was not issued if WeChat Pay refused the request: with a signed {@code 4xx},
 * or without a signature with a status that is returned before a request is processed
 * ({@code 400}, {@code 401}, {@code 403}, {@code 404}, {@code 405}, {@code 413},
 * {@code 415}, {@code 429}, {@code 431}) or with one of its codes. The outcome is unknown
 * for everything else: if WeChat Pay failed ({@code 5xx}, {@code SYSTEM_ERROR}), has
 * accepted the request but not processed it ({@code 202}), responded with success in a
 * form that cannot be read, if a gateway timed out, or if the response is cut short or
 * bears a signature that does not verify.
 */
public class WechatPayApiException extends WechatPayException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final int statusCode;

	private final @Nullable String code;

	private final @Nullable String errorMessage;

	private final transient @Nullable WechatPayErrorDetail detail;

	private final @Nullable String requestId;

	private final @Nullable Long errorNumber;

	private final boolean retryable;

	private final boolean signatureVerified;

	private final @Nullable Duration retryAfter;

	protected WechatPayApiException(Builder builder) {
		super(builder.message, null, builder.outcomeUnknown);
		this.statusCode = builder.statusCode;
		this.code = builder.code;
		this.errorMessage = builder.errorMessage;
		this.detail = builder.detail;
		this.requestId = builder.requestId;
		this.errorNumber = builder.errorNumber;
		this.retryable = builder.retryable;
		this.signatureVerified = builder.signatureVerified;
		this.retryAfter = builder.retryAfter;
	}

	/**
	 * Start an exception.
	 * @param statusCode the HTTP status
	 * @return a builder
	 */
	public static Builder status(int statusCode) {
		return new Builder(statusCode);
	}

	/**
	 * Return the HTTP status.
	 * @return the status
	 */
	public int statusCode() {
		return this.statusCode;
	}

	/**
	 * Return WeChat Pay's code, for instance {@code NOT_ENOUGH}. Codes of the same
	 * meaning differ between families of calls; rate limits are told by status 429.
	 * @return the code, or {@code null} if the response has none
	 */
	public @Nullable String code() {
		return this.code;
	}

	/**
	 * Return WeChat Pay's own words, for people and in Chinese. They change; decide by
	 * status and code.
	 * @return the message, or {@code null} if the response has none
	 */
	public @Nullable String errorMessage() {
		return this.errorMessage;
	}

	/**
	 * Return which part of the request is wrong.
	 * @return the detail, or {@code null} if the response has none
	 */
	public @Nullable WechatPayErrorDetail detail() {
		return this.detail;
	}

	/**
	 * Return the {@code Request-ID} of the response, which WeChat Pay's support asks for.
	 * @return the id, or {@code null} if the response has none
	 */
	public @Nullable String requestId() {
		return this.requestId;
	}

	/**
	 * Return the number behind the last dash of the {@code Request-ID}, which tells
	 * causes apart that share a code.
	 * @return the number, or {@code null} if the response has none
	 */
	public @Nullable Long errorNumber() {
		return this.errorNumber;
	}

	/**
	 * Return whether the same request, with the same {@code outRequestNo}, may succeed
	 * later.
	 * @return {@code true} for 202, 429, 5xx and {@code SYSTEM_ERROR}
	 */
	public boolean isRetryable() {
		return this.retryable;
	}

	/**
	 * Return whether the response is signed by WeChat Pay. Errors of authentication and
	 * of gateways never are.
	 * @return {@code true} if it is signed and the signature verifies
	 */
	public boolean isSignatureVerified() {
		return this.signatureVerified;
	}

	/**
	 * Return how long WeChat Pay asks to wait before the request is sent again.
	 * @return the time, or {@code null} if the response names none
	 */
	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	/**
	 * Collects what is known about an error.
	 */
	public static final class Builder {

		private final int statusCode;

		private String message = "";

		private @Nullable String code;

		private @Nullable String errorMessage;

		private @Nullable WechatPayErrorDetail detail;

		private @Nullable String requestId;

		private @Nullable Long errorNumber;

		private boolean retryable;

		private boolean signatureVerified;

		private boolean outcomeUnknown;

		private @Nullable Duration retryAfter;

		private Builder(int statusCode) {
			this.statusCode = statusCode;
		}

		/**
		 * Set what WeChat Pay said.
		 * @param code the code
		 * @param errorMessage the message
		 * @param detail the detail
		 * @return this
		 */
		public Builder error(@Nullable String code, @Nullable String errorMessage,
				@Nullable WechatPayErrorDetail detail) {
			this.code = code;
			this.errorMessage = errorMessage;
			this.detail = detail;
			return this;
		}

		/**
		 * Set the {@code Request-ID} and the number at its end.
		 * @param requestId the id
		 * @param errorNumber the number
		 * @return this
		 */
		public Builder requestId(@Nullable String requestId, @Nullable Long errorNumber) {
			this.requestId = requestId;
			this.errorNumber = errorNumber;
			return this;
		}

		/**
		 * Set whether to send the request again.
		 * @param retryable whether it may succeed later
		 * @return this
		 */
		public Builder retryable(boolean retryable) {
			this.retryable = retryable;
			return this;
		}

		/**
		 * Set whether the response is signed by WeChat Pay.
		 * @param signatureVerified whether the signature verifies
		 * @return this
		 */
		public Builder signatureVerified(boolean signatureVerified) {
			this.signatureVerified = signatureVerified;
			return this;
		}

		/**
		 * Set whether WeChat Pay may have carried out the request.
		 * @param outcomeUnknown whether it may have
		 * @return this
		 */
		public Builder outcomeUnknown(boolean outcomeUnknown) {
			this.outcomeUnknown = outcomeUnknown;
			return this;
		}

		/**
		 * Set how long to wait before the request is sent again.
		 * @param retryAfter the time
		 * @return this
		 */
		public Builder retryAfter(@Nullable Duration retryAfter) {
			this.retryAfter = retryAfter;
			return this;
		}

		/**
		 * Create the exception.
		 * @param message the whole message; nothing personal, no header, no body
		 * @return the exception
		 */
		public WechatPayApiException build(String message) {
			this.message = message;
			return new WechatPayApiException(this);
		}

	}

}
