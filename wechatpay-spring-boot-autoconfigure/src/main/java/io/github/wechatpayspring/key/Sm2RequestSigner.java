package io.github.wechatpayspring.key;

import java.math.BigInteger;
import java.security.SecureRandom;

import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.jspecify.annotations.Nullable;

/**
 * A private key for SM2 with SM3.
 */
final class Sm2RequestSigner implements MerchantKey {

	private final ECPrivateKeyParameters privateKey;

	private final Sm2VerifyingKey publicHalf;

	private final SecureRandom random = new SecureRandom();

	Sm2RequestSigner(BigInteger number) {
		this.privateKey = new ECPrivateKeyParameters(number, Sm2VerifyingKey.CURVE);
		this.publicHalf = Sm2VerifyingKey.publicHalf(this.privateKey);
	}

	@Override
	public MerchantKey on(CryptoProvider provider) {
		return this;
	}

	@Override
	public SignatureAlgorithm algorithm() {
		return SignatureAlgorithm.SM2_WITH_SM3;
	}

	@Override
	public boolean belongsTo(VerifyingKey publicKey) {
		return this.publicHalf.equals(publicKey);
	}

	@Override
	public byte[] sign(byte[] message) {
		SM2Signer signer = new SM2Signer();
		signer.init(true, Sm2VerifyingKey.withUserId(new ParametersWithRandom(this.privateKey, this.random)));
		signer.update(message, 0, message.length);
		try {
			return signer.generateSignature();
		}
		catch (CryptoException ex) {
			throw new IllegalStateException("The merchant's private key cannot sign", ex);
		}
	}

	@Override
	public boolean equals(@Nullable Object object) {
		return object instanceof Sm2RequestSigner other && this.publicHalf.equals(other.publicHalf);
	}

	@Override
	public int hashCode() {
		return this.publicHalf.hashCode();
	}

	@Override
	public String toString() {
		return "Sm2RequestSigner";
	}

}
