package io.github.wechatpayspring.simulator.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A key of WeChat Pay, with which responses and notifications are signed.
 *
 * @param id its name in the {@code Wechatpay-Serial} header
 * @param privateKey the key
 * @param suite what it signs with
 */
public record SigningKey(String id, PrivateKey privateKey, CipherSuite suite) {

	/**
	 * The header with the signature.
	 */
	public static final String SIGNATURE_HEADER = "Wechatpay-Signature";

	/**
	 * Sign a body.
	 * @param body the bytes
	 * @param time when it is signed
	 * @return the headers, to be changed as needed
	 */
	public Map<String, String> sign(byte[] body, Instant time) {
		String timestamp = String.valueOf(time.getEpochSecond());
		String nonce = RandomText.lowerHex(32);
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		message.writeBytes((timestamp + "\n" + nonce + "\n").getBytes(StandardCharsets.UTF_8));
		message.writeBytes(body);
		message.write('\n');
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Wechatpay-Nonce", nonce);
		headers.put(SIGNATURE_HEADER, this.suite.sign(this.privateKey, message.toByteArray()));
		headers.put("Wechatpay-Timestamp", timestamp);
		headers.put("Wechatpay-Serial", this.id);
		headers.put("Wechatpay-Signature-Type", this.suite.scheme());
		return headers;
	}

	/**
	 * Make up one of the wrong signatures with which WeChat Pay probes whether merchants
	 * verify. Not even Base64, just like the real ones.
	 * @return the signature
	 */
	public static String probe() {
		return "WECHATPAY/SIGNTEST/" + RandomText.alphanumeric(334) + "==";
	}

	String decrypt(String ciphertext) throws GeneralSecurityException {
		return this.suite.decrypt(this.privateKey, ciphertext);
	}

	@Override
	public String toString() {
		return "SigningKey[" + this.id + "]";
	}

}
