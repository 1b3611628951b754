package io.github.wechatpayspring.key;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;

import org.jspecify.annotations.Nullable;

/**
 * A private key for SHA256withRSA.
 */
public final class RsaRequestSigner implements MerchantKey {

	private final PrivateKey privateKey;

	public RsaRequestSigner(PrivateKey privateKey) {
		this.privateKey = privateKey;
	}

	@Override
	public boolean belongsTo(VerifyingKey publicKey) {
		return this.privateKey instanceof RSAKey own && publicKey instanceof RsaVerifyingKey other
				&& own.getModulus().equals(other.modulus());
	}

	@Override
	public byte[] sign(byte[] message) {
		try {
			// a new one for each call: Signature is not safe for threads and costs
			// nothing beside RSA
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(this.privateKey);
			signature.update(message);
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The merchant's private key cannot sign", ex);
		}
	}

	/**
	 * Tell whether another one signs with the same key.
	 */
	@Override
	public boolean equals(@Nullable Object object) {
		return object instanceof RsaRequestSigner other && this.privateKey.equals(other.privateKey);
	}

	@Override
	public int hashCode() {
		return this.privateKey.hashCode();
	}

	@Override
	public String toString() {
		return "RsaRequestSigner";
	}

}
