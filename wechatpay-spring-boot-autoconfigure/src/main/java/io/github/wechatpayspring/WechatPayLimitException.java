package io.github.wechatpayspring;

import java.io.Serial;

/**
 * A call, or a further attempt of it, was not sent, because this application makes too
 * many of its kind at once. It may be made again a little later.
 */
public class WechatPayLimitException extends WechatPayException {

	@Serial
	private static final long serialVersionUID = 1L;

	public WechatPayLimitException(String message) {
		super(message, null, false);
	}

}
