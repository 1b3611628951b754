package io.github.wechatpayspring.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.jspecify.annotations.Nullable;

/**
 * A public key for SM2 (sm2p256v1): signatures with SM3, encryption in the order C1C3C2,
 * written as ASN.1 DER.
 */
final class Sm2VerifyingKey implements VerifyingKey {

	static final ECDomainParameters CURVE = new ECDomainParameters(
			CustomNamedCurves.getByOID(GMObjectIdentifiers.sm2p256v1));

	// the one that WeChat Pay and merchants sign with
	private static final byte[] USER_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

	private static final int COORDINATE_BYTES = 32;

	// C1 is a point: a byte that says so, and two coordinates
	private static final int POINT_BYTES = 1 + 2 * COORDINATE_BYTES;

	private static final int HASH_BYTES = 32;

	private final ECPublicKeyParameters key;

	private final SecureRandom random = new SecureRandom();

	private Sm2VerifyingKey(ECPublicKeyParameters key) {
		this.key = key;
	}

	static Sm2VerifyingKey of(byte[] point) {
		return new Sm2VerifyingKey(new ECPublicKeyParameters(CURVE.getCurve().decodePoint(point), CURVE));
	}

	static Sm2VerifyingKey publicHalf(ECPrivateKeyParameters privateKey) {
		return new Sm2VerifyingKey(new ECPublicKeyParameters(CURVE.getG().multiply(privateKey.getD()), CURVE));
	}

	static CipherParameters withUserId(CipherParameters key) {
		return new ParametersWithID(key, USER_ID);
	}

	@Override
	public VerifyingKey on(CryptoProvider provider) {
		return this;
	}

	@Override
	public SignatureAlgorithm algorithm() {
		return SignatureAlgorithm.SM2_WITH_SM3;
	}

	@Override
	public boolean verifies(byte[] message, byte[] signature) {
		SM2Signer verification = new SM2Signer();
		verification.init(false, withUserId(this.key));
		verification.update(message, 0, message.length);
		return verification.verifySignature(signature);
	}

	@Override
	public byte[] encrypt(byte[] plaintext) {
		if (plaintext.length == 0) {
			// which SM2 does not define
			throw new IllegalArgumentException("is empty, which cannot be encrypted");
		}
		SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
		engine.init(true, new ParametersWithRandom(this.key, this.random));
		try {
			return der(engine.processBlock(plaintext, 0, plaintext.length));
		}
		catch (InvalidCipherTextException ex) {
			throw new IllegalStateException("The SM2 key cannot encrypt", ex);
		}
	}

	private static byte[] der(byte[] ciphertext) {
		int hash = POINT_BYTES;
		int text = hash + HASH_BYTES;
		ASN1EncodableVector fields = new ASN1EncodableVector();
		fields.add(new ASN1Integer(new BigInteger(1, ciphertext, 1, COORDINATE_BYTES)));
		fields.add(new ASN1Integer(new BigInteger(1, ciphertext, 1 + COORDINATE_BYTES, COORDINATE_BYTES)));
		fields.add(new DEROctetString(Arrays.copyOfRange(ciphertext, hash, text)));
		fields.add(new DEROctetString(Arrays.copyOfRange(ciphertext, text, ciphertext.length)));
		try {
			return new DERSequence(fields).getEncoded(ASN1Encoding.DER);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public boolean equals(@Nullable Object object) {
		return object instanceof Sm2VerifyingKey other && this.key.getQ().equals(other.key.getQ());
	}

	@Override
	public int hashCode() {
		return this.key.getQ().hashCode();
	}

	@Override
	public String toString() {
		return "Sm2VerifyingKey";
	}

}
