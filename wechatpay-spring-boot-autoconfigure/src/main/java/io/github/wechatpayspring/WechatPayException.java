package io.github.wechatpayspring;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * Base of all exceptions of a call to WeChat Pay, and of a notification from there.
 *
 * @see WechatPayApiException
 * @see WechatPayKeyException
 * @see WechatPaySecurityException
 * @see WechatPayTransportException
 */
public abstract class WechatPayException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final boolean outcomeUnknown;

	protected WechatPayException(String message, @Nullable Throwable cause, boolean outcomeUnknown) {
		super(message, cause);
		this.outcomeUnknown = outcomeUnknown;
	}

	/**
	 * Return whether WeChat Pay may have carried out the call although it failed here.
	 * Sending the same request with the same {@code outRequestNo} again is safe and
	 * settles it.
	 * @return {@code true} if the coupon may have been given, {@code false} if it was not
	 */
	public boolean isOutcomeUnknown() {
		return this.outcomeUnknown;
	}

}
