package io.github.wechatpayspring.key;

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
	 * Refuse a message whose headers alone show that it cannot be trusted, before its
	 * body is read. One that passes is still to be {@linkplain #verify verified}.
	 * @param head the message without its body
	 * @throws WechatPaySecurityException if it cannot be trusted
	 */
	default void verifyHeaders(SignedMessage head) {
	}

}
