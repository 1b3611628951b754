package io.github.wechatpayspring.simulator;

import java.time.Instant;

/**
 * A platform certificate (平台证书) and the key that belongs to it.
 *
 * @param signingKey the key, named by the serial number of 40 hex digits
 * @param pem the certificate in PEM
 * @param start when it begins
 * @param expiry when it ends
 */
record PlatformCertificate(SigningKey signingKey, String pem, Instant start, Instant expiry) {

	String serialNumber() {
		return this.signingKey.id();
	}

	@Override
	public String toString() {
		return "PlatformCertificate[" + serialNumber() + "]";
	}

}
