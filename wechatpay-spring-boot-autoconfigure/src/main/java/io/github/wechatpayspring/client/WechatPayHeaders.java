package io.github.wechatpayspring.client;

import org.springframework.http.HttpHeaders;

/**
 * Names of the headers of WeChat Pay APIv3, and the {@code Date} of an answer.
 */
final class WechatPayHeaders {

	static final String SERIAL = "Wechatpay-Serial";

	static final String TIMESTAMP = "Wechatpay-Timestamp";

	static final String NONCE = "Wechatpay-Nonce";

	static final String SIGNATURE = "Wechatpay-Signature";

	static final String SIGNATURE_TYPE = "Wechatpay-Signature-Type";

	static final String REQUEST_ID = "Request-ID";

	private WechatPayHeaders() {
	}

	/**
	 * Return when an answer says that it was written.
	 * @param headers the headers of the answer
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
