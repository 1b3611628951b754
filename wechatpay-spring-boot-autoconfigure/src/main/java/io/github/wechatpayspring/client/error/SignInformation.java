package io.github.wechatpayspring.client.error;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;

/**
 * What WeChat Pay says it verified when it refused a signature. Compared with what was
 * signed, it tells a wrong key from a request that was changed on its way. Neither text
 * is shown: they hold an openid and the begin of a body.
 *
 * @param method the method it received
 * @param url path and query it received
 * @param length bytes of the text that it verified
 * @param shown that text, with the body cut down to its first characters
 */
public record SignInformation(String method, String url, long length, String shown) {

	private static final int LINES_BEFORE_THE_BODY = 4;

	private static final String SAME = "WeChat Pay verified the very text that was signed, so the private key is not that of the certificate with this serial number: "
			+ "take wechatpay.merchant-private-key and wechatpay.merchant-serial-number from the same certificate, after a renewal both change "
			+ "(验签内容与签名内容一致，商户私钥与证书序列号不属于同一张证书，更换证书后两者都要更新).";

	private static final String CHANGED = "WeChat Pay received another %s than was signed%s: line %d of the signed text differs, a gateway or proxy on the way changes it "
			+ "(微信支付收到的%s与签名时不一致，请检查中间的网关或代理；不同的是待签名串第 %d 行).";

	/**
	 * Explain why the signature was refused.
	 * @param request the request
	 * @param body its body
	 * @return the explanation, or {@code null} if nothing can be told
	 */
	public @Nullable String explain(HttpRequest request, byte[] body) {
		Line line = differingLine(request, body);
		if (line == null) {
			return null;
		}
		return switch (line) {
			case NONE -> SAME;
			case METHOD -> CHANGED.formatted("method", "", line.number(), "请求方法", line.number());
			case TARGET -> CHANGED.formatted("path or query", "", line.number(), "路径或参数", line.number());
			case BODY -> CHANGED.formatted("body", " (%d bytes instead of %d)".formatted(bytesOfTheBody(), body.length),
					line.number(), "请求体", line.number());
		};
	}

	/**
	 * Return the first line of the signed text that WeChat Pay received otherwise than it
	 * was signed.
	 * @param request the request
	 * @param body its body
	 * @return the line, or {@code null} if the texts cannot be compared
	 */
	public @Nullable Line differingLine(HttpRequest request, byte[] body) {
		int start = startOfTheBody();
		if (start < 0) {
			return null;
		}
		if (!this.method.equals(request.getMethod().name())) {
			return Line.METHOD;
		}
		if (!isTarget(request.getURI())) {
			return Line.TARGET;
		}
		// a character may have been cut in half
		String begin = this.shown.substring(start).replaceFirst("\uFFFD*\n$", "");
		return (bytesOfTheBody() != body.length || !new String(body, StandardCharsets.UTF_8).startsWith(begin))
				? Line.BODY : Line.NONE;
	}

	/**
	 * Return the length of the body that WeChat Pay received.
	 * @return its bytes
	 */
	public long bytesOfTheBody() {
		return this.length - this.shown.substring(0, startOfTheBody()).getBytes(StandardCharsets.UTF_8).length - 1;
	}

	private int startOfTheBody() {
		int start = 0;
		for (int i = 0; i < LINES_BEFORE_THE_BODY; i++) {
			start = this.shown.indexOf('\n', start) + 1;
			if (start == 0) {
				return -1;
			}
		}
		return start;
	}

	// what is before the path that WeChat Pay knows belongs to a gateway
	private boolean isTarget(URI uri) {
		String query = uri.getRawQuery();
		String sent = (query != null) ? uri.getRawPath() + "?" + query : uri.getRawPath();
		return this.url.startsWith("/v3/") && sent.endsWith(this.url);
	}

	@Override
	public String toString() {
		return "SignInformation[length=" + this.length + "]";
	}

	/**
	 * A line of the signed text.
	 */
	public enum Line {

		/**
		 * Stands for a text that is the same in all lines.
		 */
		NONE(0),

		/**
		 * The method.
		 */
		METHOD(1),

		/**
		 * Path and query.
		 */
		TARGET(2),

		/**
		 * The body.
		 */
		BODY(5);

		private final int number;

		Line(int number) {
			this.number = number;
		}

		/**
		 * Return the number of the line.
		 * @return the number, counted from 1
		 */
		public int number() {
			return this.number;
		}

	}

}
