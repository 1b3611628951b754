package io.github.wechatpayspring.key;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;

/**
 * The elliptic curve that SM2 is defined on (sm2p256v1), and the user id that WeChat Pay
 * and merchants sign with.
 */
final class Sm2 {

	private static final ECDomainParameters CURVE = new ECDomainParameters(
			CustomNamedCurves.getByOID(GMObjectIdentifiers.sm2p256v1));

	private static final byte[] USER_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

	private Sm2() {
	}

	/**
	 * Create a private key.
	 * @param number the number that it is
	 * @return the key
	 * @throws IllegalArgumentException if the number is out of range
	 */
	static ECPrivateKeyParameters privateKey(BigInteger number) {
		return new ECPrivateKeyParameters(number, CURVE);
	}

	/**
	 * Create a public key.
	 * @param point the encoded point that it is
	 * @return the key
	 * @throws IllegalArgumentException if it is no point of the curve
	 */
	static ECPublicKeyParameters publicKey(byte[] point) {
		return new ECPublicKeyParameters(CURVE.getCurve().decodePoint(point), CURVE);
	}

	static ECPublicKeyParameters publicHalf(ECPrivateKeyParameters privateKey) {
		return new ECPublicKeyParameters(CURVE.getG().multiply(privateKey.getD()), CURVE);
	}

	static CipherParameters withUserId(CipherParameters key) {
		return new ParametersWithID(key, USER_ID);
	}

}
