package io.github.wechatpayspring.key;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * From encoded structures to RSA keys.
 */
final class RsaKeys {

	static final AlgorithmIdentifier RSA = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption,
			DERNull.INSTANCE);

	private static final int MINIMUM_BITS = 2048;

	private static final Map<ASN1ObjectIdentifier, String> OTHER_ALGORITHMS = Map.of(X9ObjectIdentifiers.id_ecPublicKey,
			"elliptic curve or SM2", X9ObjectIdentifiers.id_dsa, "DSA", PKCSObjectIdentifiers.id_RSASSA_PSS,
			"RSASSA-PSS");

	private RsaKeys() {
	}

	static RSAPrivateKey privateKey(byte[] pkcs8) throws InvalidKeySpecException {
		return (RSAPrivateKey) factory().generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
	}

	static RSAPublicKey publicKey(byte[] spki) throws InvalidKeySpecException {
		return (RSAPublicKey) factory().generatePublic(new X509EncodedKeySpec(spki));
	}

	static <K extends RSAKey> K requireStrength(K key, String what) {
		int bits = key.getModulus().bitLength();
		if (bits < MINIMUM_BITS) {
			throw new InvalidKeyMaterialException("%s of %d bits.".formatted(what, bits),
					"WeChat Pay uses RSA keys of %d bits; use the file as WeChat Pay's certificate tool or the merchant platform gave it."
						.formatted(MINIMUM_BITS));
		}
		return key;
	}

	static void requireRsa(AlgorithmIdentifier algorithm, String what, String action) {
		if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
			String name = OTHER_ALGORITHMS.getOrDefault(algorithm.getAlgorithm(), algorithm.getAlgorithm().getId());
			throw new InvalidKeyMaterialException("%s of another algorithm (%s), not RSA.".formatted(what, name),
					action);
		}
	}

	private static KeyFactory factory() {
		try {
			return KeyFactory.getInstance("RSA");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has RSA", ex);
		}
	}

}
