package io.github.wechatpayspring;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * No response came from WeChat Pay, or the call ended in something else: an exception of
 * an interceptor of the application, or an {@link Error}, which is the cause. The outcome
 * is unknown unless it is certain that nothing was sent, as when no connection could be
 * made.
 */
public class WechatPayTransportException extends WechatPayException {

	@Serial
	private static final long serialVersionUID = 1L;

	public WechatPayTransportException(String message, @Nullable Throwable cause, boolean outcomeUnknown) {
		super(message, cause, outcomeUnknown);
	}

}
