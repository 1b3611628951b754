package io.github.wechatpayspring.key.platform;

import org.jspecify.annotations.Nullable;

/**
 * What WeChat Pay signed, as it was received: the body of a response or a callback and
 * the values of the {@code Wechatpay-*} headers, {@code null} where one is missing.
 *
 * @param serial the name of the key that signed
 * @param timestamp when it was signed, in seconds since 1970
 * @param nonce a random text
 * @param signature the signature in Base64
 * @param signatureType the name of the algorithm, which may be missing if it is RSA
 * @param body the bytes received, empty if there are none
 */
public record SignedMessage(@Nullable String serial, @Nullable String timestamp, @Nullable String nonce,
		@Nullable String signature, @Nullable String signatureType, byte[] body) {

	/**
	 * Add the body to headers that were received before it.
	 * @param body the bytes received
	 * @return the message as a whole
	 */
	public SignedMessage withBody(byte[] body) {
		return new SignedMessage(this.serial, this.timestamp, this.nonce, this.signature, this.signatureType, body);
	}

}
