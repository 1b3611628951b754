package io.github.wechatpayspring.autoconfigure;

import java.time.Clock;
import java.util.function.Consumer;

import io.github.wechatpayspring.client.CallObservations;
import io.github.wechatpayspring.client.RestClientPipeline;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.observation.WechatPayObservationConvention;
import io.github.wechatpayspring.client.resilience.InFlightCalls;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.consumercard.ConsumerCardService;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.key.KeyRing;
import io.github.wechatpayspring.key.MerchantCredentialsSource;
import io.github.wechatpayspring.key.PlatformKeySource;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.productcoupon.ProductCouponService;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.client.RestClient;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the WeChat Pay coupon services. Nothing is sent while beans are
 * created; what can be known to be wrong without WeChat Pay is reported at once.
 */
@AutoConfiguration(after = WechatPayHttpClientAutoConfiguration.class,
		afterName = "org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration")
@ConditionalOnBooleanProperty(name = "wechatpay.enabled", matchIfMissing = true)
@Conditional(OnWechatPayConfiguredCondition.class)
@EnableConfigurationProperties(WechatPayProperties.class)
public final class WechatPayAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(WechatPayConnectionDetails.class)
	PropertiesWechatPayConnectionDetails wechatPayConnectionDetails(WechatPayProperties properties) {
		return new PropertiesWechatPayConnectionDetails(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	CryptoProvider wechatPayCryptoProvider(WechatPayProperties properties, WechatPayConnectionDetails connectionDetails,
			ResourceLoader resourceLoader) {
		return new CryptoProviderFactory(resourceLoader.getClassLoader(), connectionDetails)
			.create(properties.client().cryptoProvider());
	}

	@Bean
	WechatPaySettingsSource wechatPaySettingsSource(WechatPayConnectionDetails connectionDetails,
			WechatPayProperties properties, ResourceLoader resourceLoader, ObjectProvider<SslBundles> sslBundles,
			ObjectProvider<RequestSigner> signer, CryptoProvider cryptoProvider) {
		return new WechatPaySettingsSource(connectionDetails, properties, resourceLoader, sslBundles::getIfAvailable,
				signer.getIfAvailable(), cryptoProvider);
	}

	@Bean
	@ConditionalOnMissingBean
	WechatPaySettings wechatPaySettings(WechatPaySettingsSource source) {
		return source.read();
	}

	@Bean
	@ConditionalOnMissingBean
	KeyRing wechatPayKeyRing(WechatPaySettings settings) {
		return new KeyRing(settings.merchant(), settings.platformKeys(), Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean
	MerchantCredentialsSource wechatPayMerchantCredentialsSource(KeyRing keyRing) {
		return keyRing::credentials;
	}

	@Bean
	@ConditionalOnMissingBean
	WechatPayHosts wechatPayHosts(WechatPaySettings settings) {
		return new WechatPayHosts(settings.baseUrl(), settings.backupBaseUrl(), Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean
	InFlightCalls wechatPayInFlightCalls() {
		return new InFlightCalls();
	}

	@Bean
	@ConditionalOnMissingBean
	PlatformKeySource wechatPayPlatformKeySource(MerchantCredentialsSource credentials, KeyRing keyRing,
			WechatPaySettings settings, CryptoProvider cryptoProvider, WechatPayHosts hosts,
			WechatPayProperties properties, RestClientBuilderSource builders,
			ObjectProvider<WechatPayRestClientCustomizer> customizers) {
		return new PlatformKeySourceFactory(credentials, keyRing, settings, cryptoProvider, Clock.systemUTC()).create(
				builders::create, customizer(customizers), hosts,
				ClientSettingsReader.retry(properties.client().retry()));
	}

	@Bean
	@ConditionalOnMissingBean
	RestClientBuilderSource wechatPayApplicationRestClientBuilderSource(ObjectProvider<RestClient.Builder> builder) {
		// a copy, as the application may share its builder
		return () -> builder.getIfAvailable(RestClient::builder).clone();
	}

	@Bean
	ClientObservability wechatPayClientObservability(ObjectProvider<ObservationRegistry> registry,
			ObjectProvider<WechatPayObservationConvention> convention, ObjectProvider<ClientEventsFactory> events) {
		return new ClientObservability(registry.getIfUnique(() -> ObservationRegistry.NOOP),
				convention.getIfAvailable(), events.orderedStream().toList());
	}

	@Bean
	ObservedMerchants wechatPayObservedMerchants(WechatPaySettings settings, MerchantCredentialsSource credentials,
			KeyRing keyRing, PlatformKeySource platformKeys) {
		return ObservedMerchants
			.of(new ObservedMerchant(CallObservations.DEFAULT_MERCHANT, settings, credentials, keyRing, platformKeys));
	}

	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "wechatPayRestClient")
	RestClient wechatPayRestClient(MerchantCredentialsSource credentials, PlatformKeySource platformKeys,
			WechatPayHosts hosts, WechatPayProperties properties, InFlightCalls inFlight,
			RestClientBuilderSource builders, ObjectProvider<WechatPayRestClientCustomizer> customizers,
			ClientObservability observability) {
		return new RestClientPipeline(credentials, platformKeys, hosts, Clock.systemUTC(),
				observability.events(CallObservations.DEFAULT_MERCHANT))
			.build(builders.create(), customizer(customizers),
					ClientSettingsReader.guards(properties.client(), inFlight));
	}

	@Bean
	@ConditionalOnMissingBean
	WechatPayClient wechatPayClient(@Qualifier("wechatPayRestClient") RestClient restClient, WechatPayHosts hosts,
			MerchantCredentialsSource credentials, WechatPaySettings settings, ClientObservability observability) {
		return new WechatPayClient(restClient, hosts.primary(), credentials.current().merchantId(), settings.appid(),
				observability.calls(CallObservations.DEFAULT_MERCHANT));
	}

	@Bean
	@ConditionalOnMissingBean
	ConsumerCardService consumerCardService(WechatPayClient client) {
		return new ConsumerCardService(client, Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean
	FavorCouponService favorCouponService(WechatPayClient client) {
		return new FavorCouponService(client);
	}

	@Bean
	@ConditionalOnMissingBean
	MultiuseService multiuseService(WechatPayClient client) {
		return new MultiuseService(client);
	}

	@Bean
	@ConditionalOnMissingBean
	ProductCouponService productCouponService(WechatPayClient client) {
		return new ProductCouponService(client);
	}

	private static Consumer<RestClient.Builder> customizer(ObjectProvider<WechatPayRestClientCustomizer> customizers) {
		return (builder) -> customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
	}

}
