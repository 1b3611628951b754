package io.github.wechatpayspring.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the merchant that calls WeChat Pay.
 *
 * @param enabled Whether to set up the WeChat Pay services.
 * @param merchantId Id of the calling merchant (mchid).
 * @param merchantSerialNumber Serial number of the merchant's API certificate
 * (apiclient_cert.pem), in hex. Not needed if the certificate is beside the private key.
 * @param merchantPrivateKey Private key of the merchant (apiclient_key.pem), RSA or SM2,
 * as a location (classpath:, file:, base64:) or as PEM text, with the certificate or
 * without.
 * @param sslBundle Name of the SSL bundle with the merchant's private key and
 * certificate, in place of merchant-private-key.
 * @param platformPublicKey WeChat Pay public key (pub_key.pem), as a location
 * (classpath:, file:, base64:) or as PEM text.
 * @param platformPublicKeyId Id of the WeChat Pay public key, starting with PUB_KEY_ID_.
 * Not needed if it stands beside the public key.
 * @param platformCertificates Platform certificates of WeChat Pay that take the place of
 * downloaded ones, each as a location (classpath:, file:, base64:) or as PEM text.
 * @param apiV3Key API v3 key of 32 bytes. Needed for callbacks and to download platform
 * certificates.
 * @param appid Appid of requests that name none.
 * @param reloadOnUpdate Whether to take over the keys in files that change while the
 * application runs.
 * @param client HTTP client that calls WeChat Pay.
 */
@ConfigurationProperties("wechatpay")
public record WechatPayProperties(@DefaultValue("true") boolean enabled, @Nullable String merchantId,
		@Nullable String merchantSerialNumber, @Nullable String merchantPrivateKey, @Nullable String sslBundle,
		@Nullable String platformPublicKey, @Nullable String platformPublicKeyId,
		@DefaultValue List<String> platformCertificates, @Nullable String apiV3Key, @Nullable String appid,
		@DefaultValue("true") boolean reloadOnUpdate, @DefaultValue Client client) {

	// platformPublicKey stands before platformPublicKeyId because the metadata processor
	// takes the first @param that starts with the name

	@Override
	public String toString() {
		return "WechatPayProperties[enabled=%s, merchantId=%s, merchantSerialNumber=%s, merchantPrivateKey=%s, sslBundle=%s, platformPublicKey=%s, platformPublicKeyId=%s, platformCertificates=%d, apiV3Key=%s, appid=%s, reloadOnUpdate=%s, client=%s]"
			.formatted(this.enabled, this.merchantId, this.merchantSerialNumber, mask(this.merchantPrivateKey),
					this.sslBundle, mask(this.platformPublicKey), this.platformPublicKeyId,
					this.platformCertificates.size(), mask(this.apiV3Key), this.appid, this.reloadOnUpdate,
					this.client);
	}

	private static String mask(@Nullable String value) {
		return (value != null) ? "<set>" : "<not set>";
	}

	/**
	 * Properties of the HTTP client.
	 *
	 * @param baseUrl URL before the path of each call, without "/v3".
	 * @param connectTimeout Time to wait for a connection.
	 * @param readTimeout Time to wait for an answer.
	 */
	public record Client(@DefaultValue(WechatPayConnectionDetails.DEFAULT_BASE_URL) String baseUrl,
			@DefaultValue("5s") Duration connectTimeout, @DefaultValue("10s") Duration readTimeout) {

	}

}
