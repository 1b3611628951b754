package io.github.wechatpayspring.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;

import javax.crypto.Cipher;

/**
 * The JDK's RSA. Deliberately apart from the library's cryptography, so that no mistake
 * can hide by being made on both sides.
 */
final class Rsa {

	private Rsa() {
	}

	static KeyPair generateKeyPair() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JVM has no RSA", ex);
		}
	}

	static String sign(PrivateKey key, byte[] message) {
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(key);
			signature.update(message);
			return Base64.getEncoder().encodeToString(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JVM cannot sign with SHA256withRSA", ex);
		}
	}

	static boolean verifies(PublicKey key, byte[] message, String base64) {
		byte[] bytes;
		try {
			bytes = Base64.getDecoder().decode(base64);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initVerify(key);
			signature.update(message);
			return signature.verify(bytes);
		}
		catch (SignatureException ex) {
			return false;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JVM cannot verify SHA256withRSA", ex);
		}
	}

	/**
	 * Decrypt a sensitive field.
	 * @param key the private key
	 * @param base64 the ciphertext, made with RSAES-OAEP, SHA-1 and MGF1
	 * @return the text
	 * @throws GeneralSecurityException if it was not encrypted for this key
	 */
	static String decrypt(PrivateKey key, String base64) throws GeneralSecurityException {
		byte[] bytes;
		try {
			bytes = Base64.getDecoder().decode(base64);
		}
		catch (IllegalArgumentException ex) {
			throw new GeneralSecurityException("The ciphertext is not Base64");
		}
		Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
		cipher.init(Cipher.DECRYPT_MODE, key);
		return new String(cipher.doFinal(bytes), StandardCharsets.UTF_8);
	}

	static String pem(String type, byte[] encoded) {
		String base64 = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(encoded);
		return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, base64, type);
	}

}
