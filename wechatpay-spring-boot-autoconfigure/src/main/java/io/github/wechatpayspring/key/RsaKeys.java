package io.github.wechatpayspring.key;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/**
 * From encoded structures to RSA keys. Does without Bouncy Castle, as verifying its jar
 * takes more of an application's start than anything else here.
 */
final class RsaKeys {

	private static final int MINIMUM_BITS = 2048;

	private RsaKeys() {
	}

	/**
	 * Read a private key.
	 * @param pkcs8 its structure of PKCS#8
	 * @param what what to call it
	 * @return the key
	 * @throws InvalidKeyMaterialException if it is too weak
	 * @throws InvalidKeySpecException if it is for another algorithm or cannot be read
	 */
	static MerchantKey privateKey(byte[] pkcs8, String what) throws InvalidKeySpecException {
		PrivateKey key = factory().generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
		requireStrength((RSAKey) key, what);
		return new RsaRequestSigner(key);
	}

	/**
	 * Read a public key.
	 * @param spki its structure of X.509
	 * @param what what to call it
	 * @return the key
	 * @throws InvalidKeyMaterialException if it is too weak
	 * @throws InvalidKeySpecException if it is for another algorithm or cannot be read
	 */
	static VerifyingKey publicKey(byte[] spki, String what) throws InvalidKeySpecException {
		RSAPublicKey key = (RSAPublicKey) factory().generatePublic(new X509EncodedKeySpec(spki));
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
