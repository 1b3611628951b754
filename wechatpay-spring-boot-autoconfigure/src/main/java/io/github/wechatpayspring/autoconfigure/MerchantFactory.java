package io.github.wechatpayspring.autoconfigure;

import java.time.Clock;
import java.util.function.Consumer;

import io.github.wechatpayspring.client.RestClientPipeline;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.resilience.InFlightCalls;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.consumercard.ConsumerCardService;
import io.github.wechatpayspring.diagnosis.WechatPayDiagnostics;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.key.KeyRing;
import io.github.wechatpayspring.key.MerchantCredentialsSource;
import io.github.wechatpayspring.key.PlatformKeySource;
import io.github.wechatpayspring.key.PlatformKeyVerifier;
import io.github.wechatpayspring.merchant.WechatPayMerchant;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.notification.BusifavorCallbackService;
import io.github.wechatpayspring.notification.FavorCallbackService;
import io.github.wechatpayspring.notification.NotificationParser;
import io.github.wechatpayspring.productcoupon.ProductCouponService;
import org.jspecify.annotations.Nullable;

import org.springframework.web.client.RestClient;

/**
 * Puts a merchant together from its settings, step by step for the merchant of
 * {@code wechatpay.*}, whose parts are beans, and at once for all others. They share the
 * HTTP client and have everything else to themselves.
 */
class MerchantFactory {

	private final WechatPayProperties.Client properties;

	private final boolean notified;

	private final WechatPayRequestFactory requestFactory;

	private final Consumer<RestClient.Builder> customizer;

	private final InFlightCalls inFlight;

	private final CryptoProvider cryptoProvider;

	private final KeyWatch keyWatch;

	private final ClientObservability observability;

	private final Clock clock = Clock.systemUTC();

	/**
	 * Create a factory.
	 * @param properties how all merchants call, and whether they are notified
	 * @param requestFactory the HTTP client that all merchants share
	 * @param customizer may change the builder of a client
	 * @param inFlight counts the calls of all merchants
	 * @param cryptoProvider calculates with keys that are downloaded
	 * @param keyWatch has keys renewed that change
	 * @param observability has the calls of each merchant observed
	 */
	MerchantFactory(WechatPayProperties properties, WechatPayRequestFactory requestFactory,
			Consumer<RestClient.Builder> customizer, InFlightCalls inFlight, CryptoProvider cryptoProvider,
			KeyWatch keyWatch, ClientObservability observability) {
		this.properties = properties.client();
		this.notified = properties.notification().path() != null;
		this.requestFactory = requestFactory;
		this.customizer = customizer;
		this.inFlight = inFlight;
		this.cryptoProvider = cryptoProvider;
		this.keyWatch = keyWatch;
		this.observability = observability;
	}

	KeyRing keyRing(WechatPaySettings settings) {
		return new KeyRing(settings.merchant(), settings.platformKeys(), this.clock);
	}

	WechatPayHosts hosts(WechatPaySettings settings) {
		return new WechatPayHosts(settings.baseUrl(), settings.backupBaseUrl(), this.clock);
	}

	PlatformKeySource platformKeys(MerchantCredentialsSource credentials, KeyRing keyRing, WechatPaySettings settings,
			WechatPayHosts hosts) {
		return new PlatformKeySourceFactory(credentials, keyRing, settings, this.cryptoProvider, this.clock).create(
				this::restClientBuilder, this.customizer, hosts, ClientSettingsReader.retry(this.properties.retry()));
	}

	// never the application's, whose converters, interceptors and HTTP client void what
	// is promised here
	private RestClient.Builder restClientBuilder() {
		return RestClient.builder()
			.requestFactory(this.requestFactory::createRequest)
			.requestInterceptor(this.observability.httpRequests());
	}

	RestClient restClient(String name, MerchantCredentialsSource credentials, PlatformKeySource platformKeys,
			WechatPayHosts hosts) {
		return new RestClientPipeline(credentials, platformKeys, hosts, this.clock, this.observability.events(name))
			.build(restClientBuilder(), this.customizer, ClientSettingsReader.guards(this.properties, this.inFlight));
	}

	WechatPayClient client(String name, RestClient restClient, WechatPayHosts hosts, String merchantId,
			@Nullable String appid) {
		return new WechatPayClient(restClient, hosts.primary(), merchantId, appid, this.observability.calls(name));
	}

	WechatPayDiagnostics diagnostics(String prefix, WechatPaySettings settings, MerchantCredentialsSource credentials,
			KeyRing keyRing, PlatformKeySource platformKeys) {
		WechatPayDiagnostics.Keys keys = new WechatPayDiagnostics.Keys(prefix, credentials,
				settings.merchantCertificate(), keyRing::platformKeys, platformKeys, settings.cipher() != null,
				this.notified);
		return new WechatPayDiagnostics(keys,
				new WechatPayDiagnostics.Connection(settings.baseUrl(), settings.backupBaseUrl(),
						this.properties.connectTimeout(), this.properties.readTimeout(), this::restClientBuilder,
						this.customizer, this.clock));
	}

	/**
	 * Put a merchant together.
	 * @param name the name of the merchant
	 * @param source reads its configuration again when keys have changed
	 * @param settings its configuration
	 * @return the merchant
	 */
	AssembledMerchant assemble(String name, WechatPaySettingsSource source, WechatPaySettings settings) {
		KeyRing keyRing = keyRing(settings);
		MerchantCredentialsSource credentials = keyRing::credentials;
		WechatPayHosts hosts = hosts(settings);
		PlatformKeySource platformKeys = platformKeys(credentials, keyRing, settings, hosts);
		RestClient restClient = restClient(name, credentials, platformKeys, hosts);
		WechatPayClient client = client(name, restClient, hosts, settings.merchant().merchantId(), settings.appid());
		AeadCipher cipher = settings.cipher();
		NotificationParser notifications = (cipher != null)
				? new NotificationParser(PlatformKeyVerifier.forNotifications(platformKeys, this.clock), cipher, name)
				: null;
		WechatPayMerchant merchant = new WechatPayMerchant(name, client.merchantId(), new FavorCouponService(client),
				new MultiuseService(client), new ProductCouponService(client),
				new ConsumerCardService(client, this.clock), new FavorCallbackService(client),
				new BusifavorCallbackService(client), restClient, notifications,
				diagnostics(source.prefix(), settings, credentials, keyRing, platformKeys));
		KeyRenewal renewal = new KeyRenewal(source, keyRing);
		return new AssembledMerchant(merchant, source, renewal, this.keyWatch.of(source, renewal), client, platformKeys,
				new ObservedMerchant(name, settings, credentials, keyRing, platformKeys));
	}

	/**
	 * Let go of a merchant that is gone or has been replaced. Its calls in flight may
	 * finish.
	 * @param merchant the merchant
	 */
	void release(AssembledMerchant merchant) {
		merchant.retire();
		this.keyWatch.forget(merchant.renewal());
	}

}
