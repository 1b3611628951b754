package io.github.wechatpayspring.key;

/**
 * A private key that was read and signs in this application. Immutable and safe for use
 * by several threads.
 */
public sealed interface MerchantKey extends RequestSigner permits RsaRequestSigner, Sm2RequestSigner {

	/**
	 * Tell whether a public key is the other half of this one.
	 * @param publicKey the public key
	 * @return whether it verifies what this key signs
	 */
	boolean belongsTo(VerifyingKey publicKey);

	/**
	 * Return the same key, calculated with by a provider if it can.
	 * @param provider calculates with keys of RSA
	 * @return the key, equal to this one
	 */
	MerchantKey on(CryptoProvider provider);

}
