package io.github.wechatpayspring.merchant.assembly;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.github.wechatpayspring.busifavor.entrance.CouponEntranceParser;
import io.github.wechatpayspring.client.PlatformCertificateClient;
import io.github.wechatpayspring.client.RestClientPipeline;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.resilience.CallGuards;
import io.github.wechatpayspring.client.resilience.RetrySettings;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.diagnosis.WechatPayDiagnostics;
import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.key.platform.KeyRing;
import io.github.wechatpayspring.key.platform.PlatformCertificateDownload;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import io.github.wechatpayspring.key.platform.PlatformKeyVerifier;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import io.github.wechatpayspring.merchant.MerchantServices;
import io.github.wechatpayspring.merchant.WechatPayMerchant;
import io.github.wechatpayspring.merchant.settings.ConfiguredMerchant;
import io.github.wechatpayspring.merchant.settings.MerchantSettings;
import io.github.wechatpayspring.notification.NotificationParser;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Puts every merchant together from its settings. Merchants share the HTTP client and
 * have everything else to themselves.
 */
public final class MerchantFactory {

	private final ClientHttpRequestFactory requestFactory;

	private final Consumer<RestClient.Builder> customizer;

	private final CallSettings calls;

	private final CryptoProvider cryptoProvider;

	private final KeyWatcher keyWatcher;

	private final ClientObservability observability;

	private final Clock clock = Clock.systemUTC();

	/**
	 * Create a factory.
	 * @param requestFactory the HTTP client that all merchants share
	 * @param customizer may change the builder of a client
	 * @param calls how all merchants call
	 * @param cryptoProvider calculates with keys that are downloaded
	 * @param keyWatcher has keys renewed that change
	 * @param observability has the calls of each merchant observed
	 */
	public MerchantFactory(ClientHttpRequestFactory requestFactory, Consumer<RestClient.Builder> customizer,
			CallSettings calls, CryptoProvider cryptoProvider, KeyWatcher keyWatcher,
			ClientObservability observability) {
		this.requestFactory = requestFactory;
		this.customizer = customizer;
		this.calls = calls;
		this.cryptoProvider = cryptoProvider;
		this.keyWatcher = keyWatcher;
		this.observability = observability;
	}

	/**
	 * Put a merchant together.
	 * @param configured reads its keys again when they have changed
	 * @param settings what was read
	 * @param replaced returns what the merchant offers in place of its own services
	 * @return the merchant
	 */
	AssembledMerchant assemble(ConfiguredMerchant configured, MerchantSettings settings,
			UnaryOperator<MerchantServices> replaced) {
		String name = configured.configuration().name();
		String merchantId = settings.merchant().merchantId();
		KeyRing keyRing = new KeyRing(settings.merchant(), settings.platformKeys(), this.clock);
		WechatPayHosts hosts = new WechatPayHosts(settings.baseUrl(), settings.backupBaseUrl(), this.clock);
		PlatformKeySource platformKeys = platformKeys(keyRing, settings, hosts);
		RestClient restClient = new RestClientPipeline(keyRing::credentials, platformKeys, hosts, this.clock,
				this.observability.events(name))
			.build(restClientBuilder(), this.customizer, this.calls.guards().apply(merchantId));
		WechatPayClient client = new WechatPayClient(restClient, hosts.primary(), merchantId, settings.appid(),
				this.observability.calls(name));
		ClientServices services = new ClientServices(client);
		services.add(RestClient.class, () -> restClient);
		services.add(WechatPayDiagnostics.class,
				() -> diagnostics(configured.prefix(), settings, keyRing, platformKeys));
		AeadCipher cipher = settings.cipher();
		if (cipher != null) {
			services.add(CouponEntranceParser.class, () -> new CouponEntranceParser(cipher));
			services.add(NotificationParser.class,
					() -> new NotificationParser(PlatformKeyVerifier.forNotifications(platformKeys, this.clock), cipher,
							name));
		}
		KeyRenewal renewal = new KeyRenewal(configured, keyRing);
		this.keyWatcher.watch(renewal, this.calls.reloadOnUpdate());
		return new AssembledMerchant(new WechatPayMerchant(name, merchantId, replaced.apply(services)), services,
				configured, settings, keyRing, renewal, new MerchantStatus(name, settings, keyRing, platformKeys),
				client, platformKeys);
	}

	// never the application's, whose converters, interceptors and HTTP client void what
	// is promised here
	private RestClient.Builder restClientBuilder() {
		return RestClient.builder()
			.requestFactory(this.requestFactory)
			.requestInterceptor(this.observability.httpRequests());
	}

	// certificates are downloaded if there is an API v3 key to open them with and no
	// local ones
	private PlatformKeySource platformKeys(KeyRing keyRing, MerchantSettings settings, WechatPayHosts hosts) {
		AeadCipher cipher = settings.cipher();
		if (cipher == null || !settings.platformKeys().certificates().isEmpty()) {
			return keyRing.configuredKeys();
		}
		PlatformCertificateDownload download = new PlatformCertificateClient(keyRing::credentials, cipher, hosts,
				this.clock, restClientBuilder(), this.customizer, this.calls.retry());
		return keyRing.downloadedKeys((known) -> download.download(known)
			.stream()
			.map((certificate) -> certificate.on(this.cryptoProvider))
			.toList());
	}

	private WechatPayDiagnostics diagnostics(String prefix, MerchantSettings settings, KeyRing keyRing,
			PlatformKeySource platformKeys) {
		WechatPayDiagnostics.Keys keys = new WechatPayDiagnostics.Keys(prefix, keyRing::credentials,
				settings.merchantCertificate(), keyRing::platformKeys, platformKeys, settings.cipher() != null,
				this.calls.notified());
		return new WechatPayDiagnostics(keys,
				new WechatPayDiagnostics.Connection(settings.baseUrl(), settings.backupBaseUrl(),
						this.calls.connectTimeout(), this.calls.readTimeout(), this::restClientBuilder, this.customizer,
						this.clock));
	}

	/**
	 * Take over other keys of a merchant.
	 * @param merchant the merchant
	 * @param change returns what is configured now
	 * @param changed what was changed, to be named in the log
	 */
	void renew(AssembledMerchant merchant, UnaryOperator<MerchantConfiguration> change, String changed) {
		merchant.renewal().renew(change, changed);
		// now there may be files
		this.keyWatcher.startOrEndThread();
	}

	/**
	 * Let go of a merchant that is gone or has been replaced. Its calls in flight may
	 * finish.
	 * @param merchant the merchant
	 */
	void release(AssembledMerchant merchant) {
		this.keyWatcher.forget(merchant.renewal());
	}

	/**
	 * How all merchants call.
	 *
	 * @param connectTimeout how long a connection may take
	 * @param readTimeout how long a response may take
	 * @param retry how calls are retried
	 * @param guards creates what guards the calls of a merchant, by its merchant id
	 * @param reloadOnUpdate whether to look for changes in the files of keys
	 * @param notified whether the application has an endpoint for notifications
	 */
	public record CallSettings(Duration connectTimeout, Duration readTimeout, RetrySettings retry,
			Function<String, CallGuards> guards, boolean reloadOnUpdate, boolean notified) {

	}

}
