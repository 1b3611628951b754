package io.github.wechatpayspring.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The text that WeChat Pay and merchants sign: lines that each end in {@code \n}, the
 * last of which is the body.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012365342">Signing requests
 * (签名生成)</a>
 */
public final class SignedText {

	private SignedText() {
	}

	/**
	 * Assemble the text.
	 * @param body the body as sent or received, empty if there is none
	 * @param lines the lines before it
	 * @return the bytes to sign or to verify
	 */
	public static byte[] of(byte[] body, String... lines) {
		byte[][] head = new byte[lines.length][];
		int length = body.length + 1;
		for (int i = 0; i < lines.length; i++) {
			head[i] = lines[i].getBytes(StandardCharsets.UTF_8);
			length += head[i].length + 1;
		}
		ByteBuffer text = ByteBuffer.allocate(length);
		for (byte[] line : head) {
			text.put(line).put((byte) '\n');
		}
		return text.put(body).put((byte) '\n').array();
	}

}
