package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * Certificates under the names that WeChat Pay uses.
 */
final class X509 {

	private X509() {
	}

	static String serialNumber() {
		// the first digit keeps it at 40 digits and positive
		return "5" + RandomText.upperHex(39);
	}

	/**
	 * Return when a certificate ends.
	 * @param start when it begins
	 * @return five years later
	 */
	static Instant expiry(Instant start) {
		return start.plus(5 * 365, ChronoUnit.DAYS);
	}

	static String pem(CipherSuite suite, String subject, String serialNumber, Instant start, PublicKey certified,
			PrivateKey issuer) {
		X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(suite.certificateIssuer(),
				new BigInteger(serialNumber, 16), Date.from(start), Date.from(expiry(start)), new X500Name(subject),
				certified);
		try {
			return Pem.of("CERTIFICATE", builder.build(suite.certificateSigner(issuer)).getEncoded());
		}
		catch (OperatorCreationException ex) {
			throw new IllegalStateException("The issuer's key cannot sign", ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
