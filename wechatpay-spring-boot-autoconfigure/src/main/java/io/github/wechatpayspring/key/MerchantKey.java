package io.github.wechatpayspring.key;

import java.math.BigInteger;

/**
 * A private key that signs in this application. Immutable and safe for use by several
 * threads.
 */
public sealed interface MerchantKey extends RequestSigner permits RsaRequestSigner, Sm2RequestSigner {

	/**
	 * Create an SM2 key.
	 * @param number the private number
	 * @return the key
	 * @throws IllegalArgumentException if the number is out of range
	 */
	static MerchantKey sm2(BigInteger number) {
		return new Sm2RequestSigner(number);
	}

	/**
	 * Return whether a public key is the other half of this one.
	 * @param publicKey the public key
	 * @return whether it verifies what this key signs
	 */
	boolean belongsTo(VerifyingKey publicKey);

	/**
	 * Return the same key for use with a provider, if it is an RSA key that the provider
	 * accepts.
	 * @param provider the provider
	 * @return the key, equal to this one
	 */
	MerchantKey on(CryptoProvider provider);

}
