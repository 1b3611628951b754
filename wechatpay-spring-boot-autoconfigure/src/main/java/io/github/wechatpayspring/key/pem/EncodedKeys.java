package io.github.wechatpayspring.key.pem;

import java.io.IOException;
import java.security.spec.InvalidKeySpecException;
import java.util.Map;
import java.util.Objects;

import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.MerchantKey;
import io.github.wechatpayspring.key.VerifyingKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * Decodes RSA and SM2 keys from ASN.1. An {@code action} says what to do if the key is
 * for another algorithm.
 */
final class EncodedKeys {

	private static final AlgorithmIdentifier RSA = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption,
			DERNull.INSTANCE);

	private static final Map<ASN1ObjectIdentifier, String> OTHER_ALGORITHMS = Map.of(X9ObjectIdentifiers.id_dsa, "DSA",
			PKCSObjectIdentifiers.id_RSASSA_PSS, "RSASSA-PSS");

	private static final int LONGEST_IDENTIFIER = 40;

	private EncodedKeys() {
	}

	static MerchantKey pkcs8(byte[] der, String what, String action) throws IOException, InvalidKeySpecException {
		return privateKey(PrivateKeyInfo.getInstance(der), what, action);
	}

	static MerchantKey pkcs1PrivateKey(byte[] der, String what, String action)
			throws IOException, InvalidKeySpecException {
		return privateKey(new PrivateKeyInfo(RSA, RSAPrivateKey.getInstance(der)), what, action);
	}

	static MerchantKey sec1(byte[] der, String what, String action) throws IOException, InvalidKeySpecException {
		ECPrivateKey key = ECPrivateKey.getInstance(der);
		return privateKey(
				new PrivateKeyInfo(
						new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()), key),
				what, action);
	}

	static VerifyingKey spki(byte[] der, String what, String action) throws IOException, InvalidKeySpecException {
		return publicKey(SubjectPublicKeyInfo.getInstance(der), what, action);
	}

	static VerifyingKey pkcs1PublicKey(byte[] der, String what, String action)
			throws IOException, InvalidKeySpecException {
		return publicKey(new SubjectPublicKeyInfo(RSA, RSAPublicKey.getInstance(der)), what, action);
	}

	static VerifyingKey publicKey(SubjectPublicKeyInfo info, String what, String action)
			throws IOException, InvalidKeySpecException {
		AlgorithmIdentifier algorithm = info.getAlgorithm();
		if (isRsa(algorithm, what, action)) {
			return RsaKeys.publicKey(info.getEncoded(), what);
		}
		return VerifyingKey.sm2(info.getPublicKeyData().getOctets());
	}

	private static MerchantKey privateKey(PrivateKeyInfo info, String what, String action)
			throws IOException, InvalidKeySpecException {
		if (isRsa(info.getPrivateKeyAlgorithm(), what, action)) {
			return RsaKeys.privateKey(info.getEncoded(), what);
		}
		return MerchantKey.sm2(ECPrivateKey.getInstance(info.parsePrivateKey()).getKey());
	}

	// whether it is for RSA, or else for SM2
	private static boolean isRsa(AlgorithmIdentifier algorithm, String what, String action) {
		ASN1ObjectIdentifier id = algorithm.getAlgorithm();
		if (Objects.equals(id, PKCSObjectIdentifiers.rsaEncryption)) {
			return true;
		}
		if (!Objects.equals(id, X9ObjectIdentifiers.id_ecPublicKey)) {
			throw new InvalidKeyMaterialException("%s for another algorithm (%s), neither RSA nor SM2.".formatted(what,
					OTHER_ALGORITHMS.getOrDefault(id, name(id))), action);
		}
		ASN1Encodable curve = algorithm.getParameters();
		if (!Objects.equals(curve, GMObjectIdentifiers.sm2p256v1)) {
			throw new InvalidKeyMaterialException(
					"%s for an elliptic curve (%s) that is not the one of SM2 (sm2p256v1), and not for RSA."
						.formatted(what, curveName(curve)),
					action);
		}
		return false;
	}

	private static String curveName(@Nullable ASN1Encodable curve) {
		if (curve instanceof ASN1ObjectIdentifier id) {
			return Objects.requireNonNullElse(ECNamedCurveTable.getName(id), name(id));
		}
		return "without a name";
	}

	// a file may name anything, as long as it likes
	private static String name(ASN1ObjectIdentifier id) {
		return (id.getId().length() <= LONGEST_IDENTIFIER) ? id.getId() : "an unusual one";
	}

}
