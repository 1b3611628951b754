package io.github.wechatpayspring.simulator;

/**
 * Which keys of WeChat Pay a merchant has.
 */
public enum PlatformKeyMode {

	/**
	 * The WeChat Pay public key only, like all new merchants. There are no certificates
	 * to download.
	 */
	PUBLIC_KEY,

	/**
	 * Platform certificates only, as older merchants have. Responses are signed with one
	 * of them whatever the request asks for.
	 */
	CERTIFICATE,

	/**
	 * Both, before the merchant starts to switch: responses are signed with a platform
	 * certificate, but what was encrypted with either key can be read.
	 */
	BEFORE_MIGRATION,

	/**
	 * Both, while the merchant switches: responses are signed with the public key if the
	 * request asks for it, else with a platform certificate.
	 */
	MIGRATION

}
