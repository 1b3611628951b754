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
	 * Platform certificates only, like merchants of old. Answers are signed with one of
	 * them whatever the request asks for.
	 */
	CERTIFICATE,

	/**
	 * Both, before the merchant starts to switch: answers are signed with a platform
	 * certificate, but what was encrypted with either key can be read.
	 */
	BEFORE_MIGRATION,

	/**
	 * Both, while the merchant switches: answers are signed with the public key if the
	 * request asks for it, else with a platform certificate.
	 */
	MIGRATION;

	boolean hasPublicKey() {
		return this != CERTIFICATE;
	}

	boolean hasCertificates() {
		return this != PUBLIC_KEY;
	}

}
