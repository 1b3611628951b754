package io.github.wechatpayspring.key;

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
	 * Put the text together.
	 * @param body the body as sent or received, empty if there is none
	 * @param lines the lines before it
	 * @return the bytes to sign or to verify
	 */
	public static byte[] of(byte[] body, String... lines) {
		byte[] head = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
		byte[] text = new byte[head.length + body.length + 1];
		System.arraycopy(head, 0, text, 0, head.length);
		System.arraycopy(body, 0, text, head.length, body.length);
		text[text.length - 1] = '\n';
		return text;
	}

}
