package io.github.wechatpayspring.simulator;

import java.security.KeyPair;
import java.time.Instant;

/**
 * Issues platform certificates (平台证书).
 */
final class PlatformCertificateAuthority {

	private static final String SUBJECT = "L=ShenZhen,C=CN,OU=Tenpay.com CA Center,O=Tenpay.com,CN=Tenpay.com sign";

	private final KeyPair keys = Rsa.generateKeyPair();

	/**
	 * Issue a certificate that is valid for five years.
	 * @param start when it begins
	 * @return the certificate
	 */
	PlatformCertificate issue(Instant start) {
		String serialNumber = X509.serialNumber();
		KeyPair certified = Rsa.generateKeyPair();
		String pem = X509.pem(SUBJECT, serialNumber, start, certified.getPublic(), this.keys.getPrivate());
		return new PlatformCertificate(serialNumber, certified.getPrivate(), pem, start, X509.expiry(start));
	}

}
