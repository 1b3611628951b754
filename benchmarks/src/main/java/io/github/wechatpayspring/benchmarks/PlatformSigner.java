package io.github.wechatpayspring.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

import org.springframework.http.HttpHeaders;

/**
 * Signs what WeChat Pay sends.
 */
final class PlatformSigner {

	static final String NONCE = "5K8264ILTKCH16CQ2502SI8ZNMTM67VS";

	private PlatformSigner() {
	}

	static String sign(PrivateKey key, String timestamp, byte[] body) {
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(key);
			signature.update((timestamp + "\n" + NONCE + "\n").getBytes(StandardCharsets.UTF_8));
			signature.update(body);
			signature.update((byte) '\n');
			return Base64.getEncoder().encodeToString(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The platform's key cannot sign", ex);
		}
	}

	static HttpHeaders headers(PrivateKey key, Instant time, byte[] body) {
		String timestamp = Long.toString(time.getEpochSecond());
		HttpHeaders headers = new HttpHeaders();
		headers.set("Content-Type", "application/json; charset=utf-8");
		headers.set("Content-Length", Integer.toString(body.length));
		headers.set("Request-ID", "08F78BB5AF0610D302189BA7E5AF0620EAAA10289C0C-0");
		headers.set("Wechatpay-Nonce", NONCE);
		headers.set("Wechatpay-Serial", Credentials.PLATFORM_KEY_ID);
		headers.set("Wechatpay-Signature", sign(key, timestamp, body));
		headers.set("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048");
		headers.set("Wechatpay-Timestamp", timestamp);
		return headers;
	}

}
