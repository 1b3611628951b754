package io.github.wechatpayspring.simulator;

import java.security.KeyPair;
import java.time.Instant;

/**
 * Issues platform certificates (平台证书).
 */
final class PlatformCertificateAuthority {

	private static final String SUBJECT = "L=ShenZhen,C=CN,OU=Tenpay.com CA Center,O=Tenpay.com,CN=Tenpay.com sign";

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
		String serialNumber = X509.serialNumber();
		KeyPair certified = this.suite.generateKeyPair();
		String pem = X509.pem(this.suite, SUBJECT, serialNumber, start, certified.getPublic(), this.keys.getPrivate());
		return new PlatformCertificate(new SigningKey(serialNumber, certified.getPrivate(), this.suite), pem, start,
				X509.expiry(start));
	}

}
