package io.github.wechatpayspring.autoconfigure;

import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.wechatpayspring.client.observation.WechatPayObservationConvention;
import io.github.wechatpayspring.client.resilience.InFlightCalls;
import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.merchant.MerchantSource;
import io.github.wechatpayspring.merchant.WechatPay;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.client.RestClient;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the WeChat Pay coupon services. Nothing is sent while beans are
 * created; what can be known to be wrong without WeChat Pay is reported at once.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "wechatpay.enabled", matchIfMissing = true)
@Conditional(OnWechatPayConfiguredCondition.class)
@EnableConfigurationProperties(WechatPayProperties.class)
@Import({ DefaultMerchantConfiguration.class, MerchantBeanRegistrar.class })
public final class WechatPayAutoConfiguration {

	@Bean("wechatpay.cryptoProvider")
	@ConditionalOnMissingBean
	CryptoProvider wechatPayCryptoProvider(WechatPayProperties properties,
			ObjectProvider<WechatPayConnectionDetails> connectionDetails, ResourceLoader resourceLoader) {
		return new CryptoProviderFactory(resourceLoader.getClassLoader(), connectionDetails.getIfAvailable())
			.create(properties.client().cryptoProvider());
	}

	@Bean("wechatpay.inFlightCalls")
	@ConditionalOnMissingBean
	InFlightCalls wechatPayInFlightCalls() {
		return new InFlightCalls();
	}

	@Bean("wechatpay.requestFactory")
	@ConditionalOnMissingBean(WechatPayRequestFactory.class)
	LazyRequestFactory wechatPayRequestFactory(WechatPayProperties properties, Environment environment,
			ObjectProvider<SslBundles> sslBundles, ResourceLoader resourceLoader) {
		return new HttpClientFactory(properties.client(), environment, sslBundles, resourceLoader.getClassLoader())
			.requestFactory();
	}

	@Bean("wechatpay.clientObservability")
	ClientObservability wechatPayClientObservability(ObjectProvider<ObservationRegistry> registry,
			ObjectProvider<WechatPayObservationConvention> convention, ObjectProvider<ClientEventsFactory> events) {
		return new ClientObservability(registry.getIfUnique(() -> ObservationRegistry.NOOP),
				convention.getIfAvailable(), events.orderedStream().toList());
	}

	@Bean("wechatpay.observedMerchants")
	ObservedMerchants wechatPayObservedMerchants(ObjectProvider<ObservedMerchant> root,
			ObjectProvider<WechatPay> merchants) {
		// an application may have a WechatPay of its own
		return () -> Stream
			.concat(root.stream(), merchants.stream()
				.flatMap((wechatPay) -> (wechatPay instanceof LiveMerchants live) ? live.observed() : Stream.empty()))
			.toList();
	}

	@Bean("wechatpay.keyWatch")
	KeyWatch wechatPayKeyWatch(ObjectProvider<SslBundles> sslBundles, WechatPayProperties properties,
			Environment environment) {
		return new KeyWatch(sslBundles, properties.reloadOnUpdate(), environment);
	}

	@Bean("wechatpay.merchantFactory")
	MerchantFactory wechatPayMerchantFactory(WechatPayProperties properties, WechatPayRequestFactory requestFactory,
			ObjectProvider<WechatPayRestClientCustomizer> customizers, InFlightCalls inFlight,
			CryptoProvider cryptoProvider, KeyWatch keyWatch, ClientObservability observability) {
		return new MerchantFactory(properties, requestFactory, customizer(customizers), inFlight, cryptoProvider,
				keyWatch, observability);
	}

	@Bean("wechatpay.merchantSettingsSources")
	MerchantSettingsSources wechatPayMerchantSettingsSources(WechatPayProperties properties,
			ObjectProvider<WechatPayConnectionDetails> connectionDetails, ResourceLoader resourceLoader,
			ObjectProvider<SslBundles> sslBundles, CryptoProvider cryptoProvider) {
		return new MerchantSettingsSources(properties,
				connectionDetails.getIfAvailable(() -> new PropertiesWechatPayConnectionDetails(properties)),
				resourceLoader, sslBundles::getIfAvailable, cryptoProvider);
	}

	@Bean("wechatpay.namedMerchants")
	NamedMerchants wechatPayNamedMerchants(WechatPayProperties properties, MerchantSettingsSources sources,
			ConfigurableListableBeanFactory beanFactory, Environment environment) {
		return new NamedMerchants(properties.merchants(), (name) -> MerchantQualifiers.signer(beanFactory, name),
				sources, MerchantSpelling.warnAndReturnProblems(environment), DiagnosisRunner.isWanted(environment));
	}

	@Bean("wechatpay.wechatPay")
	@ConditionalOnMissingBean
	WechatPay wechatPay(ObjectProvider<DefaultMerchant> root, NamedMerchants merchants,
			ObjectProvider<MerchantSource> source, MerchantSettingsSources settingsSources, MerchantFactory factory,
			ApplicationEventPublisher publisher) {
		return new LiveMerchants(root.getIfAvailable(), merchants, source.getIfAvailable(), settingsSources, factory,
				publisher);
	}

	@Bean("wechatpay.merchantLifecycle")
	MerchantLifecycle wechatPayMerchantLifecycle(Environment environment, ObjectProvider<MerchantSource> source,
			ObjectProvider<WechatPay> wechatPay) {
		return new MerchantLifecycle(MerchantNames.of(environment), source, wechatPay);
	}

	@Bean("wechatpay.merchantsBindHandlerAdvisor")
	static ConfigurationPropertiesBindHandlerAdvisor wechatPayMerchantsBindHandlerAdvisor() {
		return MerchantsBindHandler::new;
	}

	@Bean("wechatpay.merchantQualifiers")
	static MerchantQualifiers wechatPayMerchantQualifiers(Environment environment) {
		return new MerchantQualifiers(environment);
	}

	static Consumer<RestClient.Builder> customizer(ObjectProvider<WechatPayRestClientCustomizer> customizers) {
		return (builder) -> customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
	}

}
