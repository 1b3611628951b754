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
	 * @param message the bytes to sign, not hashed yet
	 * @return the signature, encoded as the {@link #algorithm() algorithm} says
	 */
	byte[] sign(byte[] message);

	/**
	 * Return what this signs with, which also decides which platform certificates are
	 * downloaded.
	 * @return the algorithm, always the same one
	 */
	default SignatureAlgorithm algorithm() {
		return SignatureAlgorithm.SHA256_RSA2048;
	}

}
