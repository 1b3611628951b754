package io.github.wechatpayspring.simulator;

import java.security.PrivateKey;
import java.time.Instant;

/**
 * A platform certificate (平台证书) and the key that belongs to it.
 *
 * @param serialNumber the serial number, 40 hex digits
 * @param privateKey the key
 * @param pem the certificate in PEM
 * @param start when it begins
 * @param expiry when it ends
 */
record PlatformCertificate(String serialNumber, PrivateKey privateKey, String pem, Instant start, Instant expiry) {

	SigningKey signingKey() {
		return new SigningKey(this.serialNumber, this.privateKey);
	}

	@Override
	public String toString() {
		return "PlatformCertificate[" + this.serialNumber + "]";
	}

}
