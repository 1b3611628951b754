package io.github.wechatpayspring.autoconfigure;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.client.resilience.RateLimit;
import io.github.wechatpayspring.merchant.assembly.DescribedCalls;
import io.github.wechatpayspring.merchant.assembly.DescribedCalls.DescribedCall;
import io.github.wechatpayspring.merchant.settings.SharedSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the merchant that calls WeChat Pay.
 *
 * @param enabled Whether to set up the WeChat Pay services.
 * @param merchantId Id of the calling merchant (mchid).
 * @param merchantSerialNumber Serial number of the merchant's API certificate
 * (apiclient_cert.pem), in hex. Not needed if the certificate accompanies the private
 * key.
 * @param merchantPrivateKey Private key of the merchant (apiclient_key.pem), RSA or SM2,
 * as a location (classpath:, file:, base64:) or as PEM text, with the certificate or
 * without.
 * @param sslBundle Name of the SSL bundle with the merchant's private key and
 * certificate, in place of merchant-private-key.
 * @param platformPublicKey WeChat Pay public key (pub_key.pem), as a location
 * (classpath:, file:, base64:) or as PEM text.
 * @param platformPublicKeyId Id of the WeChat Pay public key, starting with PUB_KEY_ID_.
 * Not needed if it accompanies the public key.
 * @param platformCertificates Platform certificates of WeChat Pay to use instead of
 * downloaded ones, each as a location (classpath:, file:, base64:) or as PEM text.
 * @param apiV3Key API v3 key of 32 bytes. Needed for callbacks and to download platform
 * certificates.
 * @param appid Appid of requests that do not set one.
 * @param reloadOnUpdate Whether to reload keys when their files change while the
 * application runs.
 * @param client HTTP client that calls WeChat Pay.
 * @param notification Endpoint for notifications from WeChat Pay.
 * @param merchants Further merchants by name, each with keys of its own.
 */
@ConfigurationProperties("wechatpay")
public record WechatPayProperties(@DefaultValue("true") boolean enabled, @Nullable String merchantId,
		@Nullable String merchantSerialNumber, @Nullable String merchantPrivateKey, @Nullable String sslBundle,
		@Nullable String platformPublicKey, @Nullable String platformPublicKeyId,
		@DefaultValue List<String> platformCertificates, @Nullable String apiV3Key, @Nullable String appid,
		@DefaultValue("true") boolean reloadOnUpdate, @DefaultValue Client client,
		@DefaultValue Notification notification, @DefaultValue Map<String, Merchant> merchants) {

	// platformPublicKey stands before platformPublicKeyId because the metadata processor
	// takes the first @param that starts with the name

	@Override
	public String toString() {
		return "WechatPayProperties[enabled=%s, merchantId=%s, merchantSerialNumber=%s, merchantPrivateKey=%s, sslBundle=%s, platformPublicKey=%s, platformPublicKeyId=%s, platformCertificates=%d, apiV3Key=%s, appid=%s, reloadOnUpdate=%s, client=%s, notification=%s, merchants=%s]"
			.formatted(this.enabled, this.merchantId, this.merchantSerialNumber, mask(this.merchantPrivateKey),
					this.sslBundle, mask(this.platformPublicKey), this.platformPublicKeyId,
					this.platformCertificates.size(), mask(this.apiV3Key), this.appid, this.reloadOnUpdate, this.client,
					this.notification, this.merchants);
	}

	private static String mask(@Nullable String value) {
		return (value != null) ? "<set>" : "<not set>";
	}

	/**
	 * Properties of one of several merchants. Everything else is shared.
	 *
	 * @param primary Whether it is the merchant of services that are injected without a
	 * qualifier.
	 * @param merchantId Id of the merchant (mchid).
	 * @param merchantSerialNumber Serial number of the merchant's API certificate.
	 * @param merchantPrivateKey Private key of the merchant.
	 * @param sslBundle Name of the SSL bundle with the merchant's private key and
	 * certificate.
	 * @param platformPublicKey WeChat Pay public key.
	 * @param platformPublicKeyId Id of the WeChat Pay public key.
	 * @param platformCertificates Platform certificates of WeChat Pay.
	 * @param apiV3Key API v3 key of 32 bytes.
	 * @param appid Appid of requests that do not set one, in place of wechatpay.appid.
	 * @param baseUrl URL before the path of each call, in place of client.base-url.
	 */
	public record Merchant(@DefaultValue("false") boolean primary, @Nullable String merchantId,
			@Nullable String merchantSerialNumber, @Nullable String merchantPrivateKey, @Nullable String sslBundle,
			@Nullable String platformPublicKey, @Nullable String platformPublicKeyId,
			@DefaultValue List<String> platformCertificates, @Nullable String apiV3Key, @Nullable String appid,
			@Nullable String baseUrl) {

		@Override
		public String toString() {
			return "Merchant[primary=%s, %s]".formatted(this.primary, MerchantConfigurations.of("", this, null));
		}

	}

	/**
	 * Properties of the HTTP client.
	 *
	 * @param baseUrl URL before the path of each call, without "/v3".
	 * @param backupBaseUrl URL used while the base URL does not respond. Defaults to
	 * WeChat Pay's own backup host if the base URL is its main host, else to none.
	 * @param connectTimeout Time to wait for a connection.
	 * @param readTimeout Time to wait for a response.
	 * @param retry Retries of calls that failed.
	 * @param rateLimit Rate limits of the calls that this application makes.
	 * @param cryptoProvider Provider of RSA operations: by default a native provider if
	 * one is on the class path and works, else the Java runtime.
	 */
	public record Client(@DefaultValue(SharedSettings.DEFAULT_BASE_URL) String baseUrl, @Nullable String backupBaseUrl,
			@DefaultValue("5s") Duration connectTimeout, @DefaultValue("10s") Duration readTimeout,
			@DefaultValue Retry retry, @DefaultValue RateLimits rateLimit,
			@DefaultValue("auto") CryptoProviderType cryptoProvider) {

	}

	/**
	 * Providers of RSA operations.
	 */
	public enum CryptoProviderType {

		/**
		 * Amazon Corretto Crypto Provider or Conscrypt if it is on the class path and
		 * works, else the Java runtime.
		 */
		AUTO,

		/**
		 * The Java runtime, with the providers that are registered.
		 */
		JDK,

		/**
		 * Amazon Corretto Crypto Provider.
		 */
		ACCP,

		/**
		 * Conscrypt.
		 */
		CONSCRYPT

	}

	/**
	 * Properties of the retries of calls that failed.
	 *
	 * @param enabled Whether to retry calls that can be retried safely.
	 * @param maxAttempts Maximum number of times a call is sent, including the first.
	 * @param timeout How long after its start a call may be retried.
	 * @param initialDelay Longest wait before the second attempt, doubled before each
	 * further one. The wait itself is random.
	 * @param maxDelay Longest wait before any attempt.
	 * @param maxShare Maximum number of retries for each successful call, between 0 and
	 * 1, once a reserve of 100 is used up.
	 */
	public record Retry(@DefaultValue("true") boolean enabled, @DefaultValue("4") int maxAttempts,
			@DefaultValue("30s") Duration timeout, @DefaultValue("200ms") Duration initialDelay,
			@DefaultValue("5s") Duration maxDelay, @DefaultValue("0.2") double maxShare) {

	}

	/**
	 * Properties of the rate limits of the calls that this application makes.
	 *
	 * @param enabled Whether to hold back calls that exceed WeChat Pay's rate limits, and
	 * calls for a user and a stock while another one is in flight.
	 * @param maxWait Maximum time a call is held back.
	 * @param store Where the permits are kept.
	 * @param favorSend Rate limit for sending cash coupons.
	 * @param favorList Rate limit for listing cash coupons.
	 * @param multiuseSend Rate limit for sending multi-use credit.
	 * @param productCouponSend Rate limit for sending product coupons, none by default.
	 * @param consumerCardSend Rate limit for sending consumer cards, none by default.
	 * @param operations Rate limits by the name of the operation, in place of those that
	 * WeChat Pay documents.
	 */
	public record RateLimits(@DefaultValue("true") boolean enabled, @DefaultValue("5s") Duration maxWait,
			@DefaultValue("memory") LimitStoreType store, @DefaultValue("500/s") RateLimit favorSend,
			@DefaultValue("500/s") RateLimit favorList, @DefaultValue("1000/min") RateLimit multiuseSend,
			@Nullable RateLimit productCouponSend, @Nullable RateLimit consumerCardSend,
			@DefaultValue Map<String, RateLimit> operations) {

		/**
		 * Return the limits of all calls.
		 * @return the limits by the name of the operation, none if they are not enabled
		 */
		public Map<String, RateLimit> byOperation() {
			Map<String, RateLimit> byOperation = new HashMap<>();
			if (this.enabled) {
				DescribedCalls.operations().forEach((call) -> put(byOperation, call.operation(), documented(call)));
				put(byOperation, "favor-send", this.favorSend);
				put(byOperation, "favor-list", this.favorList);
				put(byOperation, "multiuse-send", this.multiuseSend);
				put(byOperation, "product-coupon-send", this.productCouponSend);
				put(byOperation, "consumer-card-send", this.consumerCardSend);
				byOperation.putAll(this.operations);
			}
			return Map.copyOf(byOperation);
		}

		private static @Nullable RateLimit documented(DescribedCall call) {
			return (call.requests() != null && call.seconds() != null)
					? new RateLimit(call.requests(), Duration.ofSeconds(call.seconds())) : null;
		}

		private static void put(Map<String, RateLimit> byOperation, String operation, @Nullable RateLimit limit) {
			if (limit != null) {
				byOperation.put(operation, limit);
			}
		}

	}

	/**
	 * Where the permits of rate limits are kept.
	 */
	public enum LimitStoreType {

		/**
		 * In memory, by each instance of an application on its own.
		 */
		MEMORY,

		/**
		 * In a database that all instances share.
		 */
		JDBC,

		/**
		 * In Redis, which all instances share.
		 */
		REDIS

	}

	/**
	 * Properties of the endpoint for notifications.
	 *
	 * @param path Path of the endpoint, such as /wechatpay/notify. Without it there is no
	 * endpoint.
	 * @param timeout Time after which a notification that is still being handled gets a
	 * failure response, so that it is delivered again.
	 * @param store Where handled notifications are remembered.
	 */
	public record Notification(@Nullable String path, @DefaultValue("4s") Duration timeout,
			@DefaultValue("memory") StoreType store) {

	}

	/**
	 * Where handled notifications are remembered.
	 */
	public enum StoreType {

		/**
		 * In memory, by each instance of an application on its own.
		 */
		MEMORY,

		/**
		 * In a database that all instances share.
		 */
		JDBC

	}

}
