package io.github.wechatpayspring.client;

/**
 * Names of the headers of WeChat Pay APIv3.
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

}
