package io.github.wechatpayspring.merchant;

import java.util.List;
import java.util.Objects;

import io.github.wechatpayspring.key.RequestSigner;
import org.jspecify.annotations.Nullable;

/**
 * What is configured for a merchant, for instance in a row of a database. Takes what the
 * properties {@code wechatpay.merchants.<name>.*} take: each key is a location
 * ({@code classpath:}, {@code file:}, {@code base64:}) or PEM text. Immutable; create it
 * with {@link #builder(String)}.
 *
 * @param name the name of the merchant in this application: up to 64 letters, digits,
 * {@code -} and {@code _}
 * @param merchantId id of the merchant (mchid)
 * @param merchantSerialNumber serial number of the merchant's API certificate, in hex;
 * not needed if the certificate is beside the private key
 * @param merchantPrivateKey private key of the merchant (apiclient_key.pem)
 * @param sslBundle name of the SSL bundle with private key and certificate, in place of
 * the private key
 * @param platformPublicKeyId id of the WeChat Pay public key, {@code PUB_KEY_ID_…}
 * @param platformPublicKey WeChat Pay public key (pub_key.pem)
 * @param platformCertificates platform certificates in place of downloaded ones
 * @param apiV3Key API v3 key of 32 bytes, for callbacks and to download certificates
 * @param appid appid of requests that name none
 * @param baseUrl URL before the path of each call, {@code null} for the one that all
 * merchants share
 * @param signer signs in place of the private key, with a key that stays elsewhere
 */
public record MerchantConfiguration(String name, @Nullable String merchantId, @Nullable String merchantSerialNumber,
		@Nullable String merchantPrivateKey, @Nullable String sslBundle, @Nullable String platformPublicKeyId,
		@Nullable String platformPublicKey, List<String> platformCertificates, @Nullable String apiV3Key,
		@Nullable String appid, @Nullable String baseUrl, @Nullable RequestSigner signer) {

	/**
	 * Take over a configuration.
	 */
	public MerchantConfiguration {
		Objects.requireNonNull(name, "'name' must not be null");
		platformCertificates = List.copyOf(platformCertificates);
	}

	/**
	 * Begin a configuration.
	 * @param name the name of the merchant in this application
	 * @return a builder
	 */
	public static Builder builder(String name) {
		return new Builder(name);
	}

	/**
	 * Say what is set, without anything secret.
	 */
	@Override
	public String toString() {
		return "MerchantConfiguration[name=%s, merchantId=%s, merchantSerialNumber=%s, merchantPrivateKey=%s, sslBundle=%s, platformPublicKeyId=%s, platformPublicKey=%s, platformCertificates=%d, apiV3Key=%s, appid=%s, baseUrl=%s, signer=%s]"
			.formatted(this.name, this.merchantId, this.merchantSerialNumber, mask(this.merchantPrivateKey),
					this.sslBundle, this.platformPublicKeyId, mask(this.platformPublicKey),
					this.platformCertificates.size(), mask(this.apiV3Key), this.appid, this.baseUrl, mask(this.signer));
	}

	private static String mask(@Nullable Object value) {
		return (value != null) ? "<set>" : "<not set>";
	}

	/**
	 * Builder of a {@link MerchantConfiguration}. What is not set or {@code null} is not
	 * configured; what is missing is reported when the merchant is taken over.
	 */
	public static final class Builder {

		private final String name;

		private @Nullable String merchantId;

		private @Nullable String merchantSerialNumber;

		private @Nullable String merchantPrivateKey;

		private @Nullable String sslBundle;

		private @Nullable String platformPublicKeyId;

		private @Nullable String platformPublicKey;

		private List<String> platformCertificates = List.of();

		private @Nullable String apiV3Key;

		private @Nullable String appid;

		private @Nullable String baseUrl;

		private @Nullable RequestSigner signer;

		private Builder(String name) {
			this.name = name;
		}

		/**
		 * Set the merchant id.
		 * @param merchantId id of the merchant (mchid)
		 * @return this
		 */
		public Builder merchantId(@Nullable String merchantId) {
			this.merchantId = merchantId;
			return this;
		}

		/**
		 * Set the serial number of the merchant's API certificate.
		 * @param merchantSerialNumber the serial number, in hex
		 * @return this
		 */
		public Builder merchantSerialNumber(@Nullable String merchantSerialNumber) {
			this.merchantSerialNumber = merchantSerialNumber;
			return this;
		}

		/**
		 * Set the merchant's private key.
		 * @param merchantPrivateKey apiclient_key.pem, as a location or PEM text
		 * @return this
		 */
		public Builder merchantPrivateKey(@Nullable String merchantPrivateKey) {
			this.merchantPrivateKey = merchantPrivateKey;
			return this;
		}

		/**
		 * Set the SSL bundle that has private key and certificate.
		 * @param sslBundle the name of the bundle
		 * @return this
		 */
		public Builder sslBundle(@Nullable String sslBundle) {
			this.sslBundle = sslBundle;
			return this;
		}

		/**
		 * Set the id of the WeChat Pay public key.
		 * @param platformPublicKeyId the id, {@code PUB_KEY_ID_…}
		 * @return this
		 */
		public Builder platformPublicKeyId(@Nullable String platformPublicKeyId) {
			this.platformPublicKeyId = platformPublicKeyId;
			return this;
		}

		/**
		 * Set the WeChat Pay public key.
		 * @param platformPublicKey pub_key.pem, as a location or PEM text
		 * @return this
		 */
		public Builder platformPublicKey(@Nullable String platformPublicKey) {
			this.platformPublicKey = platformPublicKey;
			return this;
		}

		/**
		 * Set platform certificates, so that none are downloaded.
		 * @param platformCertificates each as a location or PEM text
		 * @return this
		 */
		public Builder platformCertificates(List<String> platformCertificates) {
			this.platformCertificates = platformCertificates;
			return this;
		}

		/**
		 * Set the API v3 key.
		 * @param apiV3Key the key of 32 bytes
		 * @return this
		 */
		public Builder apiV3Key(@Nullable String apiV3Key) {
			this.apiV3Key = apiV3Key;
			return this;
		}

		/**
		 * Set the appid of requests that name none.
		 * @param appid the appid
		 * @return this
		 */
		public Builder appid(@Nullable String appid) {
			this.appid = appid;
			return this;
		}

		/**
		 * Set where WeChat Pay is for this merchant.
		 * @param baseUrl the URL before the path of each call, without "/v3"
		 * @return this
		 */
		public Builder baseUrl(@Nullable String baseUrl) {
			this.baseUrl = baseUrl;
			return this;
		}

		/**
		 * Set what signs in place of the private key, such as a key management service.
		 * It is not asked to sign before the first call. The serial number of the
		 * certificate has to be set too. A merchant whose signer is another object than
		 * before is replaced at a {@linkplain WechatPay#refresh() refresh}.
		 * @param signer signs with the merchant's private key
		 * @return this
		 */
		public Builder signer(@Nullable RequestSigner signer) {
			this.signer = signer;
			return this;
		}

		/**
		 * Build the configuration.
		 * @return the configuration
		 */
		public MerchantConfiguration build() {
			return new MerchantConfiguration(this.name, this.merchantId, this.merchantSerialNumber,
					this.merchantPrivateKey, this.sslBundle, this.platformPublicKeyId, this.platformPublicKey,
					this.platformCertificates, this.apiV3Key, this.appid, this.baseUrl, this.signer);
		}

	}

}
