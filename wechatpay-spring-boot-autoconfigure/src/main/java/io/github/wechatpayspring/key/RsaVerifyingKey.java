package io.github.wechatpayspring.key;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;

import javax.crypto.Cipher;

import org.jspecify.annotations.Nullable;

/**
 * A public key for SHA256withRSA and RSAES-OAEP with SHA-1.
 */
final class RsaVerifyingKey implements VerifyingKey {

	private static final int OAEP_SHA1_OVERHEAD = 42;

	private final RSAPublicKey key;

	private final CryptoProvider provider;

	private final RSAPublicKey convertedKey;

	RsaVerifyingKey(RSAPublicKey key) {
		this(key, CryptoProvider.jdk(), key);
	}

	private RsaVerifyingKey(RSAPublicKey key, CryptoProvider provider, RSAPublicKey convertedKey) {
		this.key = key;
		this.provider = provider;
		this.convertedKey = convertedKey;
	}

	static RsaVerifyingKey of(RSAPublicKey key, CryptoProvider provider) throws GeneralSecurityException {
		return new RsaVerifyingKey(key, provider, provider.convert(key));
	}

	@Override
	public RsaVerifyingKey on(CryptoProvider provider) {
		try {
			return of(this.key, provider);
		}
		catch (GeneralSecurityException | RuntimeException | LinkageError ex) {
			provider.logRefusal("a public key", ex);
			return new RsaVerifyingKey(this.key);
		}
	}

	@Override
	public SignatureAlgorithm algorithm() {
		return SignatureAlgorithm.SHA256_RSA2048;
	}

	BigInteger modulus() {
		return this.key.getModulus();
	}

	@Override
	public boolean verifies(byte[] message, byte[] signature) {
		try {
			Signature verification = this.provider.signature();
			verification.initVerify(this.convertedKey);
			verification.update(message);
			return verification.verify(signature);
		}
		catch (SignatureException ex) {
			// bytes that are no RSA signature, for instance of another length
			return false;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The RSA key cannot verify", ex);
		}
	}

	@Override
	public byte[] encrypt(byte[] plaintext) {
		int maximum = (modulus().bitLength() + 7) / 8 - OAEP_SHA1_OVERHEAD;
		if (plaintext.length > maximum) {
			throw new IllegalArgumentException(
					"has %d bytes in UTF-8, but at most %d can be encrypted".formatted(plaintext.length, maximum));
		}
		try {
			Cipher cipher = this.provider.cipher();
			cipher.init(Cipher.ENCRYPT_MODE, this.convertedKey);
			return cipher.doFinal(plaintext);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The RSA key cannot encrypt", ex);
		}
	}

	@Override
	public boolean equals(@Nullable Object object) {
		return object instanceof RsaVerifyingKey other && this.key.equals(other.key);
	}

	@Override
	public int hashCode() {
		return this.key.hashCode();
	}

	@Override
	public String toString() {
		return "RsaVerifyingKey";
	}

}
