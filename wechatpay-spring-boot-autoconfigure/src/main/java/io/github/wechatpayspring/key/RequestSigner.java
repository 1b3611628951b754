package io.github.wechatpayspring.key;

/**
 * Signs with the merchant's private key (apiclient_key.pem). Implementations are safe for
 * use by several threads.
 */
@FunctionalInterface
public interface RequestSigner {

	/**
	 * Sign a message.
	 * @param message the bytes to sign
	 * @return the SHA256withRSA signature (RSASSA-PKCS1-v1_5)
	 */
	byte[] sign(byte[] message);

}
