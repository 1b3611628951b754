package io.github.wechatpayspring.key;

import java.security.interfaces.RSAPublicKey;

/**
 * A public key: verifies what its owner signed and encrypts what only its owner may read.
 * Immutable and safe for use by several threads.
 */
public sealed interface VerifyingKey permits RsaVerifyingKey, Sm2VerifyingKey {

	/**
	 * Take over a key of the JDK.
	 * @param key the RSA key
	 * @return the key
	 */
	static VerifyingKey of(RSAPublicKey key) {
		return new RsaVerifyingKey(key);
	}

	/**
	 * Return the algorithm that its type decides.
	 * @return the algorithm
	 */
	SignatureAlgorithm algorithm();

	/**
	 * Tell whether a signature was made with the private half of this key.
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
	 * Return the same key, calculated with by a provider if it can.
	 * @param provider calculates with keys of RSA
	 * @return the key, equal to this one
	 */
	VerifyingKey on(CryptoProvider provider);

}
