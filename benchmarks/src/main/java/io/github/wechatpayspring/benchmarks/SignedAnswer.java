package io.github.wechatpayspring.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The success response to sending a coupon, ready-made and signed once a minute. For use
 * by one thread.
 */
final class SignedAnswer {

	static final String COUPON_ID = "9867041";

	static final byte[] BODY = "{\"coupon_id\":\"%s\"}".formatted(COUPON_ID).getBytes(StandardCharsets.UTF_8);

	private static final long LIFETIME = TimeUnit.MINUTES.toNanos(1);

	private final PrivateKey key;

	private ByteBuffer bytes;

	private long signedAt;

	SignedAnswer(PrivateKey key) {
		this.key = key;
		this.bytes = sign();
		this.signedAt = System.nanoTime();
	}

	/**
	 * Return the response.
	 * @return all of its bytes, with a position of their own
	 */
	ByteBuffer bytes() {
		if (System.nanoTime() - this.signedAt > LIFETIME) {
			this.bytes = sign();
			this.signedAt = System.nanoTime();
		}
		return this.bytes.duplicate();
	}

	private ByteBuffer sign() {
		String timestamp = Long.toString(Instant.now().getEpochSecond());
		String head = """
				HTTP/1.1 200 OK
				Server: nginx
				Content-Type: application/json; charset=utf-8
				Content-Length: %d
				Connection: keep-alive
				Keep-Alive: timeout=8
				Cache-Control: no-cache, must-revalidate
				X-Content-Type-Options: nosniff
				Request-ID: 08F78BB5AF0610D302189BA7E5AF0620EAAA10289C0C-0
				Wechatpay-Nonce: %s
				Wechatpay-Serial: %s
				Wechatpay-Signature: %s
				Wechatpay-Signature-Type: WECHATPAY2-SHA256-RSA2048
				Wechatpay-Timestamp: %s

				"""
			.formatted(BODY.length, PlatformSigner.NONCE, Credentials.PLATFORM_KEY_ID,
					PlatformSigner.sign(this.key, timestamp, BODY), timestamp)
			.replace("\n", "\r\n");
		byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocateDirect(bytes.length + BODY.length).put(bytes).put(BODY).flip().asReadOnlyBuffer();
	}

}
