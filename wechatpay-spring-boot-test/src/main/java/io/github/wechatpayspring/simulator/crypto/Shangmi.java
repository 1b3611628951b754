package io.github.wechatpayspring.simulator.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.jcajce.spec.SM2ParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/**
 * SM2, SM3 and SM4 (国密) of Bouncy Castle's provider, which is used without being
 * registered.
 */
final class Shangmi extends CipherSuite {

	private static final X500Name ISSUER = new X500Name(
			"C=CN,O=iTrusChina,CN=Shen Zhen iTrusChina Class Enterprise Subscriber CA SM2");

	private static final byte[] USER_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

	private static final int COORDINATE_BYTES = 32;

	private static final int HASH_BYTES = 32;

	private static final byte UNCOMPRESSED_POINT = 4;

	private static final int SM4_KEY_BYTES = 16;

	private final Provider provider = new BouncyCastleProvider();

	@Override
	public CipherSuite other() {
		return new Rsa();
	}

	@Override
	public String scheme() {
		return "WECHATPAY2-SM2-WITH-SM3";
	}

	@Override
	public String keyType() {
		return "SM2";
	}

	@Override
	public KeyPair generateKeyPair() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", this.provider);
			generator.initialize(new ECGenParameterSpec("sm2p256v1"));
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Bouncy Castle has no SM2", ex);
		}
	}

	@Override
	Signature signature() throws GeneralSecurityException {
		Signature signature = Signature.getInstance("SM3withSM2", this.provider);
		signature.setParameter(new SM2ParameterSpec(USER_ID));
		return signature;
	}

	@Override
	public String decrypt(PrivateKey key, String base64) throws GeneralSecurityException {
		byte[] ciphertext;
		try {
			ciphertext = inOldOrder(Base64.getDecoder().decode(base64));
		}
		catch (IllegalArgumentException ex) {
			throw new GeneralSecurityException("The ciphertext is not the DER of C1C3C2 in Base64");
		}
		Cipher cipher = Cipher.getInstance("SM2", this.provider);
		cipher.init(Cipher.DECRYPT_MODE, key);
		try {
			return new String(cipher.doFinal(ciphertext), StandardCharsets.UTF_8);
		}
		catch (RuntimeException ex) {
			// a point that is not on the curve
			throw new GeneralSecurityException("The ciphertext cannot be read");
		}
	}

	// from the DER of C1C3C2 to the bytes of C1C2C3, which the provider takes
	private static byte[] inOldOrder(byte[] der) {
		ASN1Sequence fields = ASN1Sequence.getInstance(der);
		if (fields.size() != 4) {
			throw new IllegalArgumentException("It has %d fields".formatted(fields.size()));
		}
		byte[] hash = ASN1OctetString.getInstance(fields.getObjectAt(2)).getOctets();
		byte[] text = ASN1OctetString.getInstance(fields.getObjectAt(3)).getOctets();
		return Arrays.concatenate(
				new byte[][] { { UNCOMPRESSED_POINT }, coordinate(fields, 0), coordinate(fields, 1), text, hash });
	}

	@Override
	public String encrypt(PublicKey key, String text) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("SM2", this.provider);
		cipher.init(Cipher.ENCRYPT_MODE, key);
		return Base64.getEncoder().encodeToString(inNewOrder(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8))));
	}

	// the way back
	private static byte[] inNewOrder(byte[] point) {
		int text = 1 + 2 * COORDINATE_BYTES;
		int hash = point.length - HASH_BYTES;
		ASN1Encodable[] fields = { new ASN1Integer(BigIntegers.fromUnsignedByteArray(point, 1, COORDINATE_BYTES)),
				new ASN1Integer(BigIntegers.fromUnsignedByteArray(point, 1 + COORDINATE_BYTES, COORDINATE_BYTES)),
				new DEROctetString(Arrays.copyOfRange(point, hash, point.length)),
				new DEROctetString(Arrays.copyOfRange(point, text, hash)) };
		try {
			return new DERSequence(fields).getEncoded();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] coordinate(ASN1Sequence fields, int index) {
		BigInteger number = ASN1Integer.getInstance(fields.getObjectAt(index)).getValue();
		if (number.signum() < 0) {
			throw new IllegalArgumentException("It has a negative coordinate");
		}
		return BigIntegers.asUnsignedByteArray(COORDINATE_BYTES, number);
	}

	@Override
	X500Name certificateIssuer() {
		return ISSUER;
	}

	@Override
	ContentSigner certificateSigner(PrivateKey key) throws OperatorCreationException {
		return new JcaContentSignerBuilder("SM3withSM2").setProvider(this.provider).build(key);
	}

	@Override
	String sealingAlgorithm() {
		return "AEAD_SM4_GCM";
	}

	@Override
	Cipher sealingCipher() throws GeneralSecurityException {
		return Cipher.getInstance("SM4/GCM/NoPadding", this.provider);
	}

	@Override
	SecretKey sealingKey(byte[] apiV3Key) throws GeneralSecurityException {
		byte[] hash = MessageDigest.getInstance("SM3", this.provider).digest(apiV3Key);
		return new SecretKeySpec(Arrays.copyOf(hash, SM4_KEY_BYTES), "SM4");
	}

}
