package io.github.wechatpayspring.client;

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
record SignInformation(String method, String url, long length, String shown) {

	private static final int LINES_BEFORE_THE_BODY = 4;

	private static final String SAME = "WeChat Pay verified the very text that was signed, so the private key is not that of the certificate with this serial number: "
			+ "take wechatpay.merchant-private-key and wechatpay.merchant-serial-number from the same certificate, after a renewal both change "
			+ "(验签内容与签名内容一致，商户私钥与证书序列号不属于同一张证书，更换证书后两者都要更新).";

	private static final String CHANGED = "WeChat Pay received another %s than was signed%s: a gateway or proxy on the way changes it "
			+ "(微信支付收到的%s与签名时不一致，请检查中间的网关或代理).";

	/**
	 * Explain why the signature was refused.
	 * @param request the request
	 * @param body its body
	 * @return the explanation, or {@code null} if nothing can be told
	 */
	@Nullable String explain(HttpRequest request, byte[] body) {
		int start = startOfTheBody();
		if (start < 0) {
			return null;
		}
		if (!this.method.equals(request.getMethod().name())) {
			return CHANGED.formatted("method", "", "请求方法");
		}
		if (!isTarget(request.getURI())) {
			return CHANGED.formatted("path or query", "", "路径或参数");
		}
		long received = this.length - this.shown.substring(0, start).getBytes(StandardCharsets.UTF_8).length - 1;
		// a character may have been cut in half
		String begin = this.shown.substring(start).replaceFirst("\uFFFD*\n$", "");
		if (received != body.length || !new String(body, StandardCharsets.UTF_8).startsWith(begin)) {
			return CHANGED.formatted("body", " (%d bytes instead of %d)".formatted(received, body.length), "请求体");
		}
		return SAME;
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

}
