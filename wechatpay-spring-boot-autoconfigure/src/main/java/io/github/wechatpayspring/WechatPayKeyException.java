package io.github.wechatpayspring;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * A key that a call needs could not be had or did not work: no platform certificate could
 * be downloaded, those configured have expired, or the merchant's key or
 * {@link io.github.wechatpayspring.key.RequestSigner RequestSigner} did not sign. The
 * attempt was not sent; the outcome is unknown only if an earlier one has left.
 */
public class WechatPayKeyException extends WechatPayException {

	@Serial
	private static final long serialVersionUID = 1L;

	public WechatPayKeyException(String message, @Nullable Throwable cause) {
		super(message, cause, false);
	}

}
