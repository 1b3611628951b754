package io.github.wechatpayspring.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

import javax.crypto.Cipher;

import org.jspecify.annotations.Nullable;

/**
 * A key of WeChat Pay: verifies what WeChat Pay signed and encrypts what only WeChat Pay
 * may read. Immutable and safe for use by several threads.
 */
public final class PlatformKey implements FieldCipher {

	private static final int OAEP_SHA1_OVERHEAD = 42;

	private final String id;

	private final RSAPublicKey publicKey;

	/**
	 * Create a key.
	 * @param id its name in the {@code Wechatpay-Serial} header: {@code PUB_KEY_ID_…} of
	 * a WeChat Pay public key or the serial number of a platform certificate
	 * @param publicKey the key
	 */
	public PlatformKey(String id, RSAPublicKey publicKey) {
		this.id = id;
		this.publicKey = publicKey;
	}

	/**
	 * Return the key's name in the {@code Wechatpay-Serial} header.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Tell whether a signature was made by WeChat Pay with this key.
	 * @param message the signed bytes
	 * @param signature the SHA256withRSA signature
	 * @return whether the signature belongs to the message
	 */
	public boolean verifies(byte[] message, byte[] signature) {
		try {
			Signature verification = Signature.getInstance("SHA256withRSA");
			verification.initVerify(this.publicKey);
			verification.update(message);
			return verification.verify(signature);
		}
		catch (SignatureException ex) {
			// bytes that are no RSA signature, for instance of another length
			return false;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The platform key " + this.id + " cannot verify", ex);
		}
	}

	@Override
	public String encrypt(String plaintext) {
		byte[] bytes = plaintext.getBytes(StandardCharsets.UTF_8);
		int maximum = (this.publicKey.getModulus().bitLength() + 7) / 8 - OAEP_SHA1_OVERHEAD;
		if (bytes.length > maximum) {
			throw new IllegalArgumentException(
					"has %d bytes in UTF-8, but at most %d can be encrypted".formatted(bytes.length, maximum));
		}
		try {
			Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
			cipher.init(Cipher.ENCRYPT_MODE, this.publicKey);
			return Base64.getEncoder().encodeToString(cipher.doFinal(bytes));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The platform key " + this.id + " cannot encrypt", ex);
		}
	}

	/**
	 * Tell whether another one is the same key under the same name.
	 */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof PlatformKey key && this.id.equals(key.id) && this.publicKey.equals(key.publicKey);
	}

	@Override
	public int hashCode() {
		return this.id.hashCode();
	}

	@Override
	public String toString() {
		return "PlatformKey[" + this.id + "]";
	}

}
