package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * Issues platform certificates (平台证书) under the names that WeChat Pay uses.
 */
final class PlatformCertificateAuthority {

	private static final X500Name SUBJECT = new X500Name(
			"L=ShenZhen,C=CN,OU=Tenpay.com CA Center,O=Tenpay.com,CN=Tenpay.com sign");

	private final CipherSuite suite;

	private final KeyPair keys;

	PlatformCertificateAuthority(CipherSuite suite) {
		this.suite = suite;
		this.keys = suite.generateKeyPair();
	}

	/**
	 * Issue a certificate that is valid for five years.
	 * @param start when it begins
	 * @return the certificate
	 */
	PlatformCertificate issue(Instant start) {
		// the first digit keeps it at 40 digits and positive
		String serialNumber = "5" + RandomText.upperHex(39);
		KeyPair certified = this.suite.generateKeyPair();
		Instant expiry = start.plus(5 * 365, ChronoUnit.DAYS);
		X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(this.suite.certificateIssuer(),
				new BigInteger(serialNumber, 16), Date.from(start), Date.from(expiry), SUBJECT, certified.getPublic());
		try {
			byte[] encoded = builder.build(this.suite.certificateSigner(this.keys.getPrivate())).getEncoded();
			return new PlatformCertificate(new SigningKey(serialNumber, certified.getPrivate(), this.suite),
					Pem.of("CERTIFICATE", encoded), start, expiry);
		}
		catch (OperatorCreationException ex) {
			throw new IllegalStateException("The authority's key cannot sign", ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
