package io.github.wechatpayspring;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * The keys of WeChat Pay that a call needs could not be had: no platform certificate
 * could be downloaded, or those configured have expired. The call itself was not sent.
 */
public class WechatPayKeyException extends WechatPayException {

	@Serial
	private static final long serialVersionUID = 1L;

	public WechatPayKeyException(String message, @Nullable Throwable cause) {
		super(message, cause, false);
	}

}
