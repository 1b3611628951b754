package io.github.wechatpayspring.key;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;

import org.jspecify.annotations.Nullable;

/**
 * A private key for SHA256withRSA.
 */
public final class RsaRequestSigner implements MerchantKey {

	private final PrivateKey privateKey;

	private final CryptoProvider provider;

	private final PrivateKey signingKey;

	/**
	 * Create a signer that uses the Java runtime.
	 * @param privateKey the RSA key
	 */
	public RsaRequestSigner(PrivateKey privateKey) {
		this(privateKey, CryptoProvider.jdk(), privateKey);
	}

	private RsaRequestSigner(PrivateKey privateKey, CryptoProvider provider, PrivateKey signingKey) {
		this.privateKey = privateKey;
		this.provider = provider;
		this.signingKey = signingKey;
	}

	static RsaRequestSigner of(PrivateKey privateKey, CryptoProvider provider) throws GeneralSecurityException {
		return new RsaRequestSigner(privateKey, provider, provider.convert(privateKey));
	}

	@Override
	public RsaRequestSigner on(CryptoProvider provider) {
		try {
			return of(this.privateKey, provider);
		}
		catch (GeneralSecurityException | RuntimeException | LinkageError ex) {
			provider.logRefusal("the merchant's private key", ex);
			return new RsaRequestSigner(this.privateKey);
		}
	}

	@Override
	public boolean belongsTo(VerifyingKey publicKey) {
		return this.privateKey instanceof RSAKey own && publicKey instanceof RsaVerifyingKey other
				&& own.getModulus().equals(other.modulus());
	}

	@Override
	public byte[] sign(byte[] message) {
		try {
			return this.provider.sign(this.signingKey, message);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The merchant's private key cannot sign", ex);
		}
	}

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
