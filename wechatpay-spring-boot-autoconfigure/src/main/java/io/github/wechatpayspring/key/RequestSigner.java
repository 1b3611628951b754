package io.github.wechatpayspring.key;

/**
 * Signs with the merchant's private key (apiclient_key.pem). A bean of this type takes
 * the place of {@code wechatpay.merchant-private-key}, for a key that never leaves a key
 * management service or a hardware security module. Implementations are safe for use by
 * several threads.
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
