package io.github.wechatpayspring.key;

import java.io.IOException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * From encoded structures to RSA keys.
 */
final class RsaKeys {

	private static final AlgorithmIdentifier RSA = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption,
			DERNull.INSTANCE);

	private static final int MINIMUM_BITS = 2048;

	private RsaKeys() {
	}

	static PrivateKeyInfo wrapPrivateKey(byte[] pkcs1) throws IOException {
		return new PrivateKeyInfo(RSA, RSAPrivateKey.getInstance(pkcs1));
	}

	static SubjectPublicKeyInfo wrapPublicKey(byte[] pkcs1) throws IOException {
		return new SubjectPublicKeyInfo(RSA, org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(pkcs1));
	}

	static MerchantKey privateKey(PrivateKeyInfo info, String what) throws IOException, InvalidKeySpecException {
		PrivateKey key = factory().generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
		requireStrength((RSAKey) key, what);
		return new RsaRequestSigner(key);
	}

	static VerifyingKey publicKey(SubjectPublicKeyInfo info, String what) throws IOException, InvalidKeySpecException {
		RSAPublicKey key = (RSAPublicKey) factory().generatePublic(new X509EncodedKeySpec(info.getEncoded()));
		requireStrength(key, what);
		return VerifyingKey.of(key);
	}

	private static void requireStrength(RSAKey key, String what) {
		int bits = key.getModulus().bitLength();
		if (bits < MINIMUM_BITS) {
			throw new InvalidKeyMaterialException("%s for RSA with %d bits.".formatted(what, bits),
					"WeChat Pay uses RSA keys of %d bits; use the file as WeChat Pay's certificate tool or the merchant platform gave it."
						.formatted(MINIMUM_BITS));
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
