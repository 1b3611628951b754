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

}
