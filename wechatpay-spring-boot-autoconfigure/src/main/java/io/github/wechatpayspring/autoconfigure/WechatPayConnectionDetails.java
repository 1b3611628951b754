package io.github.wechatpayspring.autoconfigure;

import java.util.List;

import io.github.wechatpayspring.merchant.settings.SharedSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Details required to call WeChat Pay as a merchant. A bean of this type takes the place
 * of the {@code wechatpay.*} properties that name merchant, keys, appid and base URL; the
 * other properties stay in force.
 * <p>
 * Keys take the same form as in the properties: as a location ({@code classpath:},
 * {@code file:}, {@code base64:}) or as PEM text. What is missing or wrong is reported as
 * for the properties.
 */
public interface WechatPayConnectionDetails extends ConnectionDetails {

	/**
	 * Base URL of WeChat Pay in production.
	 */
	String DEFAULT_BASE_URL = SharedSettings.DEFAULT_BASE_URL;

	/**
	 * Base URL of the backup of WeChat Pay in production.
	 */
	String DEFAULT_BACKUP_BASE_URL = SharedSettings.DEFAULT_BACKUP_BASE_URL;

	/**
	 * Return the id of the calling merchant (mchid).
	 * @return the merchant id
	 */
	@Nullable String getMerchantId();

	/**
	 * Return the serial number of the merchant's API certificate, in hex.
	 * @return the serial number, or {@code null} if it is that of a certificate beside
	 * the private key
	 */
	@Nullable String getMerchantSerialNumber();

	/**
	 * Return the merchant's private key (apiclient_key.pem), as a location or PEM text.
	 * @return the private key, or {@code null} if there is an SSL bundle
	 */
	@Nullable String getMerchantPrivateKey();

	/**
	 * Return the name of the SSL bundle of Spring Boot that has the merchant's private
	 * key and certificate. When the bundle is updated, both are renewed.
	 * @return the name, or {@code null} if there is a private key
	 * @see org.springframework.boot.ssl.SslBundles
	 */
	default @Nullable String getSslBundle() {
		return null;
	}

	/**
	 * Return the id of the WeChat Pay public key, {@code PUB_KEY_ID_…}.
	 * @return the id, or {@code null} if it stands beside the public key or the merchant
	 * has platform certificates only
	 */
	@Nullable String getPlatformPublicKeyId();

	/**
	 * Return the WeChat Pay public key (pub_key.pem), as a location or PEM text.
	 * @return the public key, or {@code null} if the merchant has platform certificates
	 * only
	 */
	@Nullable String getPlatformPublicKey();

	/**
	 * Return the platform certificates of WeChat Pay that take the place of downloaded
	 * ones, each as a location or PEM text.
	 * @return the certificates, none to download them when they are needed
	 */
	default List<String> getPlatformCertificates() {
		return List.of();
	}

	/**
	 * Return the API v3 key, 32 bytes.
	 * @return the key, or {@code null} if callbacks and platform certificates are not
	 * used
	 */
	default @Nullable String getApiV3Key() {
		return null;
	}

	/**
	 * Return the appid of requests that name none.
	 * @return the appid, or {@code null} if every request names one
	 */
	default @Nullable String getAppid() {
		return null;
	}

	/**
	 * Return the URL that takes the place of {@value #DEFAULT_BASE_URL}.
	 * @return the base URL
	 */
	default String getBaseUrl() {
		return DEFAULT_BASE_URL;
	}

	/**
	 * Return the URL used while the base URL does not respond.
	 * @return the base URL of the backup, or {@code null} for
	 * {@value #DEFAULT_BACKUP_BASE_URL} beside {@value #DEFAULT_BASE_URL} and for none
	 * beside any other
	 */
	default @Nullable String getBackupBaseUrl() {
		return null;
	}

}
