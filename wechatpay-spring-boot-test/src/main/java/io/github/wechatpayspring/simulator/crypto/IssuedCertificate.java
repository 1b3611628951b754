package io.github.wechatpayspring.simulator.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * A certificate of WeChat Pay (平台证书) or of the merchant (商户API证书), with its keys.
 *
 * @param serialNumber the serial number, 40 hex digits
 * @param keys the keys
 * @param start when it begins
 * @param pem the certificate in PEM
 */
public record IssuedCertificate(String serialNumber, KeyPair keys, Instant start, String pem) {

	/**
	 * Issue a certificate for new keys.
	 * @param suite what it is for
	 * @param subject whose it is
	 * @param start when it begins
	 * @return the certificate, valid for five years
	 */
	public static IssuedCertificate issue(CipherSuite suite, String subject, Instant start) {
		// the first digit keeps it at 40 digits and positive
		String serialNumber = "5" + RandomText.upperHex(39);
		KeyPair keys = suite.generateKeyPair();
		JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(suite.certificateIssuer(),
				new BigInteger(serialNumber, 16), Date.from(start), Date.from(expiry(start)), new X500Name(subject),
				keys.getPublic());
		try {
			// signed by itself: nobody has the certificate of the authority
			byte[] encoded = builder.build(suite.certificateSigner(keys.getPrivate())).getEncoded();
			return new IssuedCertificate(serialNumber, keys, start, Pem.of("CERTIFICATE", encoded));
		}
		catch (OperatorCreationException ex) {
			throw new IllegalStateException("The key cannot sign its certificate", ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Instant expiry(Instant start) {
		return start.plus(5 * 365, ChronoUnit.DAYS);
	}

	/**
	 * Return when it ends.
	 * @return five years after the start
	 */
	public Instant expiry() {
		return expiry(this.start);
	}

	SigningKey signingKey(CipherSuite suite) {
		return new SigningKey(this.serialNumber, this.keys.getPrivate(), suite);
	}

	/**
	 * Return the private key.
	 * @return the key, PKCS#8 in PEM
	 */
	public String privateKeyPem() {
		return Pem.of("PRIVATE KEY", this.keys.getPrivate().getEncoded());
	}

	@Override
	public String toString() {
		return "IssuedCertificate[" + this.serialNumber + "]";
	}

}
