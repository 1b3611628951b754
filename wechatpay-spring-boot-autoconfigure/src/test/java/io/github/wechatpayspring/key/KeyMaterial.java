package io.github.wechatpayspring.key;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.Map;

import javax.security.auth.x500.X500Principal;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jcajce.provider.asymmetric.ec.BCECPrivateKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes the files that merchants have, with keys of its own.
 */
public final class KeyMaterial {

	private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] { '\n' });

	// used as it is and not registered, just as in an application
	private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

	private KeyMaterial() {
	}

	public static KeyPair rsa() {
		return generate("RSA", 2048);
	}

	public static KeyPair sm2() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BOUNCY_CASTLE);
			generator.initialize(new ECGenParameterSpec("sm2p256v1"));
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Make keys for an elliptic curve that is not the one of SM2.
	 * @return the keys
	 */
	public static KeyPair ec() {
		return generate("EC", 256);
	}

	public static KeyPair generate(String algorithm, int bits) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
			generator.initialize(bits);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static String pem(String label, byte[] der) {
		return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, LINES.encodeToString(der), label);
	}

	public static String privateKey(KeyPair keys) {
		return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
	}

	public static byte[] pkcs1PrivateKey(KeyPair keys) {
		try {
			return PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded())
				.parsePrivateKey()
				.toASN1Primitive()
				.getEncoded();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static String publicKey(KeyPair keys) {
		return pem("PUBLIC KEY", keys.getPublic().getEncoded());
	}

	public static byte[] pkcs1PublicKey(KeyPair keys) {
		return SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()).getPublicKeyData().getOctets();
	}

	public static String certificate(KeyPair keys, String commonName, String serialNumber) {
		return certificate(keys, commonName, serialNumber, Instant.now().plus(365, ChronoUnit.DAYS));
	}

	public static String certificate(KeyPair keys, String commonName, String serialNumber, Instant expiry) {
		return pem(issue(keys, merchant(commonName), merchant(commonName), serialNumber,
				expiry.minus(1825, ChronoUnit.DAYS), expiry));
	}

	/**
	 * Make a platform certificate, with the names that WeChat Pay uses.
	 * @param keys the keys that it certifies
	 * @param serialNumber its serial number
	 * @param start the first moment of its validity
	 * @param expiry the last one
	 * @return the certificate in PEM
	 */
	public static String platformCertificate(KeyPair keys, String serialNumber, Instant start, Instant expiry) {
		return pem(issue(keys, new X500Principal("CN=Tenpay.com Root CA,O=Tenpay.com,C=CN"),
				new X500Principal("CN=Tenpay.com sign,O=Tenpay.com,C=CN"), serialNumber, start, expiry));
	}

	public static X509Certificate x509(KeyPair keys, String commonName, String serialNumber, Instant expiry) {
		try {
			return new JcaX509CertificateConverter().getCertificate(issue(keys, merchant(commonName),
					merchant(commonName), serialNumber, expiry.minus(1825, ChronoUnit.DAYS), expiry));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static X500Principal merchant(String commonName) {
		return new X500Principal("CN=" + commonName + ",O=Merchant,C=CN");
	}

	/**
	 * Make a PKCS#12 file, such as apiclient_cert.p12.
	 * @param password its password
	 * @param commonName the name in the certificates
	 * @param keys the keys by the serial numbers of their certificates, which are their
	 * aliases too
	 * @return the file
	 */
	public static byte[] pkcs12(String password, String commonName, Map<String, KeyPair> keys) {
		try {
			KeyStore keyStore = KeyStore.getInstance("PKCS12");
			keyStore.load(null, null);
			for (Map.Entry<String, KeyPair> entry : keys.entrySet()) {
				X509Certificate certificate = x509(entry.getValue(), commonName, entry.getKey(),
						Instant.now().plus(365, ChronoUnit.DAYS));
				keyStore.setKeyEntry(entry.getKey(), entry.getValue().getPrivate(), password.toCharArray(),
						new X509Certificate[] { certificate });
			}
			ByteArrayOutputStream file = new ByteArrayOutputStream();
			keyStore.store(file, password.toCharArray());
			return file.toByteArray();
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static X509CertificateHolder issue(KeyPair keys, X500Principal issuer, X500Principal subject,
			String serialNumber, Instant start, Instant expiry) {
		JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(issuer, new BigInteger(serialNumber, 16),
				Date.from(start), Date.from(expiry), subject, keys.getPublic());
		try {
			return builder.build(signer(keys.getPrivate()));
		}
		catch (OperatorCreationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ContentSigner signer(PrivateKey key) throws OperatorCreationException {
		if (key instanceof BCECPrivateKey) {
			return new JcaContentSignerBuilder("SM3withSM2").setProvider(BOUNCY_CASTLE).build(key);
		}
		String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
		return new JcaContentSignerBuilder(algorithm).build(key);
	}

	private static String pem(X509CertificateHolder certificate) {
		try {
			return pem("CERTIFICATE", certificate.getEncoded());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
