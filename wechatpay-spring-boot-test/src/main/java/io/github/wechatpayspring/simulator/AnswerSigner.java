package io.github.wechatpayspring.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Signs answers the way WeChat Pay does.
 */
final class AnswerSigner {

	static final String SIGNATURE_HEADER = "Wechatpay-Signature";

	private AnswerSigner() {
	}

	static Answer sign(Answer answer, SigningKey key, Instant time) {
		String timestamp = String.valueOf(time.getEpochSecond());
		String nonce = RandomText.lowerHex(32);
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		message.writeBytes((timestamp + "\n" + nonce + "\n").getBytes(StandardCharsets.UTF_8));
		message.writeBytes(answer.body());
		message.write('\n');
		return answer.withHeader("Wechatpay-Nonce", nonce)
			.withHeader(SIGNATURE_HEADER, Rsa.sign(key.privateKey(), message.toByteArray()))
			.withHeader("Wechatpay-Timestamp", timestamp)
			.withHeader("Wechatpay-Serial", key.id())
			.withHeader("Wechatpay-Signature-Type", RequestAuthenticator.SCHEME);
	}

}
