package io.github.wechatpayspring.key.platform;

import io.github.wechatpayspring.WechatPaySecurityException;

/**
 * Decides whether a message comes from WeChat Pay. Implementations are safe for use by
 * several threads.
 */
@FunctionalInterface
public interface ResponseVerifier {

	/**
	 * Verify a message.
	 * @param message the message as it was received
	 * @throws WechatPaySecurityException if it cannot be trusted
	 */
	void verify(SignedMessage message);

	/**
	 * Refuse a message because of its headers, before its body is read.
	 * @param message the message, with or without its body
	 * @throws WechatPaySecurityException if it cannot be trusted whatever its body is
	 */
	default void verifyHeaders(SignedMessage message) {
	}

}
