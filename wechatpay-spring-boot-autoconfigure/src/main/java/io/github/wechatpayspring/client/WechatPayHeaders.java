package io.github.wechatpayspring.client;

import io.github.wechatpayspring.key.platform.SignedMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The headers of WeChat Pay APIv3, and what they say of a response or a callback.
 */
public final class WechatPayHeaders {

	/**
	 * The name of the header that WeChat Pay's support asks for.
	 */
	public static final String REQUEST_ID = "Request-ID";

	static final String SERIAL = "Wechatpay-Serial";

	static final String TIMESTAMP = "Wechatpay-Timestamp";

	static final String NONCE = "Wechatpay-Nonce";

	static final String SIGNATURE = "Wechatpay-Signature";

	static final String SIGNATURE_TYPE = "Wechatpay-Signature-Type";

	private WechatPayHeaders() {
	}

	/**
	 * Put together what WeChat Pay signed.
	 * @param headers the headers, among them those that carry the signature
	 * @param body the bytes received, empty if there are none
	 * @return the message
	 */
	public static SignedMessage signedMessage(HttpHeaders headers, byte[] body) {
		return new SignedMessage(first(headers, SERIAL), first(headers, TIMESTAMP), first(headers, NONCE),
				first(headers, SIGNATURE), first(headers, SIGNATURE_TYPE), body);
	}

	static boolean isSigned(HttpHeaders headers) {
		return headers.containsHeader(SIGNATURE);
	}

	private static @Nullable String first(HttpHeaders headers, String name) {
		String value = headers.getFirst(name);
		return (value != null) ? value.trim() : null;
	}

	/**
	 * Return when a response says that it was written.
	 * @param headers the headers of the response
	 * @return the milliseconds since 1970, negative if it does not say so legibly
	 */
	static long date(HttpHeaders headers) {
		try {
			return headers.getDate();
		}
		catch (IllegalArgumentException ex) {
			return -1;
		}
	}

}
