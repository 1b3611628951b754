package io.github.wechatpayspring.simulator.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * What a merchant and WeChat Pay sign and encrypt with. Deliberately apart from the
 * library's cryptography, so that no mistake can hide by being made on both sides. Safe
 * for use by several threads.
 */
public interface CipherSuite {

	/**
	 * Choose the algorithms.
	 * @param shangmi whether they are SM2, SM3 and SM4 (国密) instead of RSA and AES
	 * @return the suite
	 */
	static CipherSuite of(boolean shangmi) {
		return shangmi ? new Shangmi() : new Rsa();
	}

	/**
	 * Return the suite of the other algorithms.
	 * @return Shangmi for RSA and the other way round
	 */
	CipherSuite other();

	/**
	 * Return the name of the signature algorithm in headers.
	 * @return the scheme of {@code Authorization}
	 */
	String scheme();

	/**
	 * Return the type of the keys.
	 * @return the {@code algorithm_type} of certificates
	 */
	String keyType();

	/**
	 * Generate keys.
	 * @return new keys
	 */
	KeyPair generateKeyPair();

	/**
	 * Return what signs and verifies.
	 * @return a new instance without a key
	 * @throws GeneralSecurityException if there is no such algorithm
	 */
	Signature signature() throws GeneralSecurityException;

	/**
	 * Sign a message.
	 * @param key the private key
	 * @param message the bytes
	 * @return the signature in Base64
	 */
	default String sign(PrivateKey key, byte[] message) {
		try {
			Signature signature = signature();
			signature.initSign(key);
			signature.update(message);
			return Base64.getEncoder().encodeToString(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Signing for %s failed".formatted(scheme()), ex);
		}
	}

	/**
	 * Verify a signature.
	 * @param key the public key
	 * @param message the bytes
	 * @param base64 the signature, which may be anything
	 * @return whether it belongs to the message
	 */
	default boolean verifies(PublicKey key, byte[] message, String base64) {
		byte[] bytes;
		try {
			bytes = Base64.getDecoder().decode(base64);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
		try {
			Signature signature = signature();
			signature.initVerify(key);
			signature.update(message);
			return signature.verify(bytes);
		}
		catch (SignatureException ex) {
			return false;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Verifying for %s failed".formatted(scheme()), ex);
		}
	}

	/**
	 * Decrypt a sensitive field.
	 * @param key the private key
	 * @param base64 the ciphertext
	 * @return the text
	 * @throws GeneralSecurityException if it was not encrypted for this key
	 */
	String decrypt(PrivateKey key, String base64) throws GeneralSecurityException;

	/**
	 * Encrypt a sensitive field.
	 * @param key the public key of who may read it
	 * @param text the text
	 * @return the ciphertext in Base64
	 * @throws GeneralSecurityException if the text is too long for the key
	 */
	String encrypt(PublicKey key, String text) throws GeneralSecurityException;

	/**
	 * Return who issues the platform certificates.
	 * @return the name of the authority
	 */
	X500Name certificateIssuer();

	/**
	 * Return what signs certificates.
	 * @param key the private key
	 * @return the signer
	 * @throws OperatorCreationException if the key cannot sign
	 */
	ContentSigner certificateSigner(PrivateKey key) throws OperatorCreationException;

	/**
	 * Return the name of what encrypts with the API v3 key.
	 * @return the {@code algorithm} of ciphertexts
	 */
	String sealingAlgorithm();

	/**
	 * Return what encrypts with the API v3 key.
	 * @return a new instance without a key
	 * @throws GeneralSecurityException if there is no such algorithm
	 */
	Cipher sealingCipher() throws GeneralSecurityException;

	/**
	 * Return the key that is derived from the API v3 key.
	 * @param apiV3Key the API v3 key
	 * @return the key of the cipher
	 * @throws GeneralSecurityException if there is no such algorithm
	 */
	SecretKey sealingKey(byte[] apiV3Key) throws GeneralSecurityException;

}
