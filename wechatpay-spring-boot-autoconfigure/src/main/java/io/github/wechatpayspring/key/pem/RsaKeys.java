package io.github.wechatpayspring.key.pem;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

import io.github.wechatpayspring.key.InvalidKeyMaterialException;
import io.github.wechatpayspring.key.MerchantKey;
import io.github.wechatpayspring.key.RsaRequestSigner;
import io.github.wechatpayspring.key.VerifyingKey;

/**
 * Decodes RSA keys from PKCS#8 and SPKI, without Bouncy Castle: verifying its jar takes
 * more of an application's start than anything else here.
 */
final class RsaKeys {

	private static final int MINIMUM_BITS = 2048;

	private RsaKeys() {
	}

	static MerchantKey privateKey(byte[] pkcs8, String what) throws InvalidKeySpecException {
		PrivateKey key = factory().generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
		requireStrength((RSAKey) key, what);
		return new RsaRequestSigner(key);
	}

	static VerifyingKey publicKey(byte[] spki, String what) throws InvalidKeySpecException {
		RSAPublicKey key = (RSAPublicKey) factory().generatePublic(new X509EncodedKeySpec(spki));
		requireStrength(key, what);
		return VerifyingKey.of(key);
	}

	private static void requireStrength(RSAKey key, String what) {
		int bits = key.getModulus().bitLength();
		if (bits < MINIMUM_BITS) {
			throw new InvalidKeyMaterialException("%s for RSA with %d bits.".formatted(what, bits),
					"WeChat Pay uses RSA keys of %d bits; use the file as WeChat Pay's certificate tool or the merchant platform issued it."
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
