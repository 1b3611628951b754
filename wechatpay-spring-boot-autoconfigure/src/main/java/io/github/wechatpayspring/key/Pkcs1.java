package io.github.wechatpayspring.key;

import java.io.IOException;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * From the structures of PKCS#1, which are those of RSA only, to those of all algorithms.
 */
final class Pkcs1 {

	private static final AlgorithmIdentifier RSA = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption,
			DERNull.INSTANCE);

	private Pkcs1() {
	}

	static PrivateKeyInfo privateKey(byte[] der) throws IOException {
		return new PrivateKeyInfo(RSA, RSAPrivateKey.getInstance(der));
	}

	static SubjectPublicKeyInfo publicKey(byte[] der) throws IOException {
		return new SubjectPublicKeyInfo(RSA, RSAPublicKey.getInstance(der));
	}

}
