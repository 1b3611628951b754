package io.github.wechatpayspring.autoconfigure;

import java.net.URI;

import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.key.platform.ConfiguredPlatformKeys;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says, read and checked.
 *
 * @param merchant what the merchant signs with
 * @param platformKeys the keys of WeChat Pay that are configured
 * @param cipher decrypts with the API v3 key, {@code null} if there is none
 * @param appid the appid of requests that name none
 * @param baseUrl the URL before the path of each call, without a slash at its end
 * @param backupBaseUrl the URL that takes its place while it does not answer,
 * {@code null} if there is none
 * @param merchantCertificate the certificate of the merchant's private key, {@code null}
 * if it is not beside it
 */
record WechatPaySettings(MerchantCredentials merchant, ConfiguredPlatformKeys platformKeys, @Nullable AeadCipher cipher,
		@Nullable String appid, URI baseUrl, @Nullable URI backupBaseUrl,
		@Nullable KeyCertificate merchantCertificate) {

	static final String API_V3_KEY = "api-v3-key";

	WechatPaySettings withKeys(MerchantCredentials merchant, ConfiguredPlatformKeys platformKeys) {
		return new WechatPaySettings(merchant, platformKeys, this.cipher, this.appid, this.baseUrl, this.backupBaseUrl,
				this.merchantCertificate);
	}

	/**
	 * Return what decrypts with the API v3 key, which only some uses need.
	 * @param details where the key is missing if there is none
	 * @return the cipher
	 * @throws InvalidWechatPayConfigurationException if there is no API v3 key
	 */
	AeadCipher requireCipher(WechatPayConnectionDetails details) {
		if (this.cipher == null) {
			ConfigurationProblems problems = new ConfigurationProblems();
			requireApiV3Key(details, problems);
			throw InvalidWechatPayConfigurationException.of(problems, details);
		}
		return this.cipher;
	}

	static void requireApiV3Key(WechatPayConnectionDetails details, ConfigurationProblems problems) {
		problems.require(API_V3_KEY, details.getApiV3Key(),
				"Set it to the API v3 key (APIv3密钥), 32 bytes, as set in the merchant platform (商户平台 → 账户中心 → API安全). Notifications are decrypted with it.");
	}

}
