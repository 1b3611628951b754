package io.github.wechatpayspring.simulator;

import java.security.GeneralSecurityException;
import java.security.KeyPair;

import org.jspecify.annotations.Nullable;

/**
 * The keys of WeChat Pay: decides which one signs an answer and opens what was encrypted
 * for them. There is one WeChat Pay public key (微信支付公钥) and no platform certificate.
 */
final class PlatformKeyRing {

	private final String id = "PUB_KEY_ID_" + RandomText.digits(34);

	private final KeyPair keyPair = Rsa.generateKeyPair();

	String id() {
		return this.id;
	}

	String publicKeyPem() {
		return Rsa.pem("PUBLIC KEY", this.keyPair.getPublic().getEncoded());
	}

	/**
	 * Choose the key to sign an answer with.
	 * @param requestedId the {@code Wechatpay-Serial} of the request; a merchant that
	 * only has the public key gets it whatever was asked for
	 * @return the key
	 */
	SigningKey signingKey(@Nullable String requestedId) {
		return new SigningKey(this.id, this.keyPair.getPrivate());
	}

	boolean knows(String id) {
		return this.id.equals(id);
	}

	String decrypt(String ciphertext) throws GeneralSecurityException {
		return Rsa.decrypt(this.keyPair.getPrivate(), ciphertext);
	}

}
