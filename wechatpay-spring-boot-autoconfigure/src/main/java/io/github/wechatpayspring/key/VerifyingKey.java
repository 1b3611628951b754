package io.github.wechatpayspring.key;

import java.security.interfaces.RSAPublicKey;

/**
 * A public key: verifies what its owner signed and encrypts what only its owner may read.
 * Immutable and safe for use by several threads.
 */
public sealed interface VerifyingKey permits RsaVerifyingKey, Sm2VerifyingKey {

	/**
	 * Create an RSA key.
	 * @param key the key
	 * @return the key
	 */
	static VerifyingKey of(RSAPublicKey key) {
		return new RsaVerifyingKey(key);
	}

	/**
	 * Create an SM2 key.
	 * @param point the encoded point of the curve
	 * @return the key
	 * @throws IllegalArgumentException if it is no point of the curve
	 */
	static VerifyingKey sm2(byte[] point) {
		return Sm2VerifyingKey.of(point);
	}

	/**
	 * Return the algorithm that its type decides.
	 * @return the algorithm
	 */
	SignatureAlgorithm algorithm();

	/**
	 * Return whether a signature was made with the private half of this key.
	 * @param message the signed bytes
	 * @param signature the signature
	 * @return whether the signature belongs to the message
	 */
	boolean verifies(byte[] message, byte[] signature);

	/**
	 * Encrypt something for the owner.
	 * @param plaintext the bytes
	 * @return the ciphertext
	 * @throws IllegalArgumentException if they are too many for the key
	 */
	byte[] encrypt(byte[] plaintext);

	/**
	 * Return the same key for use with a provider, if it is an RSA key that the provider
	 * accepts.
	 * @param provider the provider
	 * @return the key, equal to this one
	 */
	VerifyingKey on(CryptoProvider provider);

}
