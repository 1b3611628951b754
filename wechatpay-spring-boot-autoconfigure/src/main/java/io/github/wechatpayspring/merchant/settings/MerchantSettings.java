package io.github.wechatpayspring.merchant.settings;

import java.net.URI;

import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.key.platform.ConfiguredPlatformKeys;
import org.jspecify.annotations.Nullable;

/**
 * What is configured for a merchant, read and checked.
 *
 * @param merchant what the merchant signs with
 * @param platformKeys the keys of WeChat Pay that are configured
 * @param cipher decrypts with the API v3 key, {@code null} if there is none
 * @param appid the appid of requests that name none
 * @param baseUrl the URL before the path of each call, without a slash at its end
 * @param backupBaseUrl the URL that takes its place while it does not respond,
 * {@code null} if there is none
 * @param merchantCertificate the certificate of the merchant's private key, {@code null}
 * if it is not beside it
 */
public record MerchantSettings(MerchantCredentials merchant, ConfiguredPlatformKeys platformKeys,
		@Nullable AeadCipher cipher, @Nullable String appid, URI baseUrl, @Nullable URI backupBaseUrl,
		@Nullable KeyCertificate merchantCertificate) {

}
