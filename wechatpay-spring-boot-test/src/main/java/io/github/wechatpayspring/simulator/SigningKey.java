package io.github.wechatpayspring.simulator;

import java.security.PrivateKey;

/**
 * A key that answers are signed with.
 *
 * @param id its name in the {@code Wechatpay-Serial} header
 * @param privateKey the key
 */
record SigningKey(String id, PrivateKey privateKey) {

	@Override
	public String toString() {
		return "SigningKey[" + this.id + "]";
	}

}
