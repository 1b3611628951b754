package io.github.wechatpayspring.simulator;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;

/**
 * A key of WeChat Pay, with which answers are signed.
 *
 * @param id its name in the {@code Wechatpay-Serial} header
 * @param privateKey the key
 * @param suite what it signs with
 */
record SigningKey(String id, PrivateKey privateKey, CipherSuite suite) {

	String sign(byte[] message) {
		return this.suite.sign(this.privateKey, message);
	}

	String decrypt(String ciphertext) throws GeneralSecurityException {
		return this.suite.decrypt(this.privateKey, ciphertext);
	}

	@Override
	public String toString() {
		return "SigningKey[" + this.id + "]";
	}

}
