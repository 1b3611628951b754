package io.github.wechatpayspring.key;

import java.io.IOException;
import java.util.Objects;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * From encoded structures to SM2 keys, which are keys of an elliptic curve like others.
 */
final class Sm2Keys {

	private Sm2Keys() {
	}

	static PrivateKeyInfo wrapPrivateKey(byte[] sec1) throws IOException {
		ECPrivateKey key = ECPrivateKey.getInstance(sec1);
		return new PrivateKeyInfo(
				new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()), key);
	}

	static MerchantKey privateKey(PrivateKeyInfo info, String what, String action) throws IOException {
		requireCurve(info.getPrivateKeyAlgorithm(), what, action);
		return new Sm2RequestSigner(Sm2.privateKey(ECPrivateKey.getInstance(info.parsePrivateKey()).getKey()));
	}

	static VerifyingKey publicKey(SubjectPublicKeyInfo info, String what, String action) {
		requireCurve(info.getAlgorithm(), what, action);
		return new Sm2VerifyingKey(Sm2.publicKey(info.getPublicKeyData().getOctets()));
	}

	private static void requireCurve(AlgorithmIdentifier algorithm, String what, String action) {
		ASN1Encodable curve = algorithm.getParameters();
		if (!Objects.equals(curve, GMObjectIdentifiers.sm2p256v1)) {
			throw new InvalidKeyMaterialException(
					"%s for an elliptic curve (%s) that is not the one of SM2 (sm2p256v1), and not for RSA."
						.formatted(what, name(curve)),
					action);
		}
	}

	private static String name(@Nullable ASN1Encodable curve) {
		if (curve instanceof ASN1ObjectIdentifier id) {
			return Objects.requireNonNullElse(ECNamedCurveTable.getName(id), EncodedKeys.name(id));
		}
		return "without a name";
	}

}
