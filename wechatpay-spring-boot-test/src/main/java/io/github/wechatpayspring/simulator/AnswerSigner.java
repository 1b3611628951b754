package io.github.wechatpayspring.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signs answers and callbacks the way WeChat Pay does.
 */
final class AnswerSigner {

	static final String SIGNATURE_HEADER = "Wechatpay-Signature";

	private AnswerSigner() {
	}

	static Answer sign(Answer answer, SigningKey key, Instant time) {
		Answer signed = answer;
		for (Map.Entry<String, String> header : headers(answer.body(), key, time).entrySet()) {
			signed = signed.withHeader(header.getKey(), header.getValue());
		}
		return signed;
	}

	/**
	 * Sign a body.
	 * @param body the bytes
	 * @param key the key
	 * @param time when it is signed
	 * @return the headers, to be changed as needed
	 */
	static Map<String, String> headers(byte[] body, SigningKey key, Instant time) {
		String timestamp = String.valueOf(time.getEpochSecond());
		String nonce = RandomText.lowerHex(32);
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		message.writeBytes((timestamp + "\n" + nonce + "\n").getBytes(StandardCharsets.UTF_8));
		message.writeBytes(body);
		message.write('\n');
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Wechatpay-Nonce", nonce);
		headers.put(SIGNATURE_HEADER, key.sign(message.toByteArray()));
		headers.put("Wechatpay-Timestamp", timestamp);
		headers.put("Wechatpay-Serial", key.id());
		headers.put("Wechatpay-Signature-Type", key.suite().scheme());
		return headers;
	}

	/**
	 * Make up one of the wrong signatures with which WeChat Pay probes whether merchants
	 * verify. Not even Base64, just like the real ones.
	 * @return the signature
	 */
	static String probe() {
		return "WECHATPAY/SIGNTEST/" + RandomText.alphanumeric(334) + "==";
	}

}
