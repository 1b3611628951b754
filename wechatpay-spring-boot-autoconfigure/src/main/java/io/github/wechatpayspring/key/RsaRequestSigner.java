package io.github.wechatpayspring.key;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

import org.jspecify.annotations.Nullable;

/**
 * A {@link RequestSigner} that holds the private key itself.
 */
public final class RsaRequestSigner implements RequestSigner {

	private final PrivateKey privateKey;

	public RsaRequestSigner(PrivateKey privateKey) {
		this.privateKey = privateKey;
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
	public boolean equals(@Nullable Object other) {
		return other instanceof RsaRequestSigner signer && this.privateKey.equals(signer.privateKey);
	}

	@Override
	public int hashCode() {
		return this.privateKey.hashCode();
	}

}
