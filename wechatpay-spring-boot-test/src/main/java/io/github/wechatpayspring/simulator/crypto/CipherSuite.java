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
public abstract class CipherSuite {

	/**
	 * Choose the algorithms.
	 * @param shangmi whether they are SM2, SM3 and SM4 (国密) instead of RSA and AES
	 * @return the suite
	 */
	public static CipherSuite of(boolean shangmi) {
		return shangmi ? new Shangmi() : new Rsa();
	}

	/**
	 * Return the suite of the other algorithms.
	 * @return the suite for SM2 if this is for RSA, and the other way round
	 */
	public abstract CipherSuite other();

	/**
	 * Return the name of the signature algorithm in headers.
	 * @return the scheme of {@code Authorization}
	 */
	public abstract String scheme();

	/**
	 * Return the type of the keys.
	 * @return the {@code algorithm_type} of certificates
	 */
	public abstract String keyType();

	/**
	 * Generate keys.
	 * @return new keys
	 */
	public abstract KeyPair generateKeyPair();

	abstract Signature signature() throws GeneralSecurityException;

	String sign(PrivateKey key, byte[] message) {
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
	public boolean verifies(PublicKey key, byte[] message, String base64) {
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
	public abstract String decrypt(PrivateKey key, String base64) throws GeneralSecurityException;

	/**
	 * Encrypt a sensitive field.
	 * @param key the public key of who may read it
	 * @param text the text
	 * @return the ciphertext in Base64
	 * @throws GeneralSecurityException if the text is too long for the key
	 */
	public abstract String encrypt(PublicKey key, String text) throws GeneralSecurityException;

	abstract X500Name certificateIssuer();

	abstract ContentSigner certificateSigner(PrivateKey key) throws OperatorCreationException;

	abstract String sealingAlgorithm();

	abstract Cipher sealingCipher() throws GeneralSecurityException;

	abstract SecretKey sealingKey(byte[] apiV3Key) throws GeneralSecurityException;

}
