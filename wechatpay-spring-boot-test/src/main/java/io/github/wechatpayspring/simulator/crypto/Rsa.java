package io.github.wechatpayspring.simulator.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The JDK's RSA and AES.
 */
class Rsa extends CipherSuite {

	private static final X500Name ISSUER = new X500Name(
			"C=CN,O=Tenpay.com,OU=Tenpay.com CA Center,CN=Tenpay.com Root CA");

	@Override
	public CipherSuite other() {
		return new Shangmi();
	}

	@Override
	public String scheme() {
		return "WECHATPAY2-SHA256-RSA2048";
	}

	@Override
	public String keyType() {
		return "RSA";
	}

	@Override
	public KeyPair generateKeyPair() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JVM has no RSA", ex);
		}
	}

	@Override
	Signature signature() throws GeneralSecurityException {
		return Signature.getInstance("SHA256withRSA");
	}

	// RSAES-OAEP with SHA-1 and MGF1
	@Override
	public String decrypt(PrivateKey key, String base64) throws GeneralSecurityException {
		byte[] bytes;
		try {
			bytes = Base64.getDecoder().decode(base64);
		}
		catch (IllegalArgumentException ex) {
			throw new GeneralSecurityException("The ciphertext is not Base64");
		}
		Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
		cipher.init(Cipher.DECRYPT_MODE, key);
		return new String(cipher.doFinal(bytes), StandardCharsets.UTF_8);
	}

	@Override
	public String encrypt(PublicKey key, String text) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
		cipher.init(Cipher.ENCRYPT_MODE, key);
		return Base64.getEncoder().encodeToString(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8)));
	}

	@Override
	X500Name certificateIssuer() {
		return ISSUER;
	}

	@Override
	ContentSigner certificateSigner(PrivateKey key) throws OperatorCreationException {
		return new JcaContentSignerBuilder("SHA256withRSA").build(key);
	}

	@Override
	String sealingAlgorithm() {
		return "AEAD_AES_256_GCM";
	}

	@Override
	Cipher sealingCipher() throws GeneralSecurityException {
		return Cipher.getInstance("AES/GCM/NoPadding");
	}

	@Override
	SecretKey sealingKey(byte[] apiV3Key) {
		return new SecretKeySpec(apiV3Key, "AES");
	}

}
