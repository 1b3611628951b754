package io.github.wechatpayspring.key;

import java.io.IOException;
import java.security.spec.InvalidKeySpecException;
import java.util.Map;
import java.util.Objects;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * From encoded structures to keys of the algorithm that they name.
 */
final class EncodedKeys {

	private static final Map<ASN1ObjectIdentifier, String> OTHER_ALGORITHMS = Map.of(X9ObjectIdentifiers.id_dsa, "DSA",
			PKCSObjectIdentifiers.id_RSASSA_PSS, "RSASSA-PSS");

	private static final int LONGEST_IDENTIFIER = 40;

	private EncodedKeys() {
	}

	/**
	 * Read a private key.
	 * @param info the structure of PKCS#8
	 * @param what what to call it
	 * @param action what to do if it is for another algorithm
	 * @return the key
	 * @throws InvalidKeyMaterialException if it is for another algorithm or too weak
	 * @throws IOException if it cannot be read
	 * @throws InvalidKeySpecException if it cannot be read
	 */
	static MerchantKey privateKey(PrivateKeyInfo info, String what, String action)
			throws IOException, InvalidKeySpecException {
		ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
		if (Objects.equals(algorithm, PKCSObjectIdentifiers.rsaEncryption)) {
			return RsaKeys.privateKey(info.getEncoded(), what);
		}
		if (Objects.equals(algorithm, X9ObjectIdentifiers.id_ecPublicKey)) {
			return Sm2Keys.privateKey(info, what, action);
		}
		throw refusal(algorithm, what, action);
	}

	/**
	 * Read a public key.
	 * @param info the structure of X.509
	 * @param what what to call it
	 * @param action what to do if it is for another algorithm
	 * @return the key
	 * @throws InvalidKeyMaterialException if it is for another algorithm or too weak
	 * @throws IOException if it cannot be read
	 * @throws InvalidKeySpecException if it cannot be read
	 */
	static VerifyingKey publicKey(SubjectPublicKeyInfo info, String what, String action)
			throws IOException, InvalidKeySpecException {
		ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
		if (Objects.equals(algorithm, PKCSObjectIdentifiers.rsaEncryption)) {
			return RsaKeys.publicKey(info.getEncoded(), what);
		}
		if (Objects.equals(algorithm, X9ObjectIdentifiers.id_ecPublicKey)) {
			return Sm2Keys.publicKey(info, what, action);
		}
		throw refusal(algorithm, what, action);
	}

	/**
	 * Name an algorithm or a curve.
	 * @param id its identifier
	 * @return its digits, unless they are more than any identifier has
	 */
	static String name(ASN1ObjectIdentifier id) {
		return (id.getId().length() <= LONGEST_IDENTIFIER) ? id.getId() : "an unusual one";
	}

	private static InvalidKeyMaterialException refusal(ASN1ObjectIdentifier algorithm, String what, String action) {
		String name = OTHER_ALGORITHMS.getOrDefault(algorithm, name(algorithm));
		return new InvalidKeyMaterialException(
				"%s for another algorithm (%s), neither RSA nor SM2.".formatted(what, name), action);
	}

}
