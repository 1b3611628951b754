package io.github.wechatpayspring.simulator;

/**
 * How the merchant stands with WeChat Pay. If anything is amiss, each request is refused
 * with 401 {@code SIGN_ERROR}, however well it is signed.
 */
public enum MerchantStanding {

	/**
	 * Everything is as it should be.
	 */
	IN_ORDER("", ErrorCode.NONE),

	/**
	 * The merchant's API certificate has expired.
	 */
	CERTIFICATE_EXPIRED("商户证书已过期。", ErrorCode.CERTIFICATE_EXPIRED),

	/**
	 * The merchant's API certificate was revoked.
	 */
	CERTIFICATE_REVOKED("商户证书已作废。", ErrorCode.OTHER),

	/**
	 * The merchant never applied for an API certificate.
	 */
	NO_CERTIFICATE("商户未申请过证书。", ErrorCode.OTHER),

	/**
	 * The merchant has not set an API v3 key.
	 */
	NO_API_V3_KEY("商户未设置APIv3密钥。", ErrorCode.OTHER);

	private final String message;

	private final long number;

	MerchantStanding(String message, long number) {
		this.message = message;
		this.number = number;
	}

	void check() {
		if (this != IN_ORDER) {
			throw ApiError.unauthorized(this.message, this.number);
		}
	}

}
