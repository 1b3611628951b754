package io.github.wechatpayspring.simulator;

/**
 * How the merchant stands with WeChat Pay. If anything is amiss, each request is refused
 * with 401 {@code SIGN_ERROR}, however well it is signed.
 */
public enum MerchantStanding {

	/**
	 * Everything is as it should be.
	 */
	IN_ORDER,

	/**
	 * The merchant's API certificate has expired.
	 */
	CERTIFICATE_EXPIRED,

	/**
	 * The merchant's API certificate was revoked.
	 */
	CERTIFICATE_REVOKED,

	/**
	 * The merchant never applied for an API certificate.
	 */
	NO_CERTIFICATE,

	/**
	 * The merchant has not set an API v3 key.
	 */
	NO_API_V3_KEY

}
