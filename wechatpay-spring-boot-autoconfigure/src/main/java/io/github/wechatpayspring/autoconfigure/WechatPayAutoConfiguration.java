package io.github.wechatpayspring.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.autoconfigure.http.HttpClientFactory;
import io.github.wechatpayspring.autoconfigure.http.LazyRequestFactory;
import io.github.wechatpayspring.autoconfigure.http.WechatPayRequestFactory;
import io.github.wechatpayspring.client.observation.WechatPayObservationConvention;
import io.github.wechatpayspring.client.resilience.InFlightCalls;
import io.github.wechatpayspring.client.resilience.RateLimitStore;
import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.merchant.MerchantConfiguration;
import io.github.wechatpayspring.merchant.MerchantSource;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.assembly.ClientEventsFactory;
import io.github.wechatpayspring.merchant.assembly.ClientObservability;
import io.github.wechatpayspring.merchant.assembly.KeyWatcher;
import io.github.wechatpayspring.merchant.assembly.LiveWechatPay;
import io.github.wechatpayspring.merchant.assembly.MerchantFactory;
import io.github.wechatpayspring.merchant.assembly.Merchants;
import io.github.wechatpayspring.merchant.settings.ConfiguredMerchant;
import io.github.wechatpayspring.merchant.settings.MerchantSettingsReader;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

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
	CryptoProvider wechatPayCryptoProvider(WechatPayProperties properties,
			ObjectProvider<WechatPayConnectionDetails> connectionDetails, ResourceLoader resourceLoader) {
		return new CryptoProviderFactory(resourceLoader.getClassLoader(), connectionDetails.getIfAvailable())
			.create(properties.client().cryptoProvider());
	}

	@Bean("wechatpay.inFlightCalls")
	InFlightCalls wechatPayInFlightCalls() {
		return new InFlightCalls();
	}

	@Bean(WarmUpListener.REQUEST_FACTORY)
	@ConditionalOnMissingBean(WechatPayRequestFactory.class)
	LazyRequestFactory wechatPayRequestFactory(WechatPayProperties properties, Environment environment,
			ObjectProvider<SslBundles> sslBundles, ResourceLoader resourceLoader) {
		return new HttpClientFactory(properties.client().connectTimeout(), properties.client().readTimeout(),
				environment, sslBundles, resourceLoader.getClassLoader())
			.requestFactory();
	}

	@Bean("wechatpay.clientObservability")
	ClientObservability wechatPayClientObservability(ObjectProvider<ObservationRegistry> registry,
			ObjectProvider<WechatPayObservationConvention> convention, ObjectProvider<ClientEventsFactory> events) {
		return new ClientObservability(registry.getIfUnique(() -> ObservationRegistry.NOOP),
				convention.getIfAvailable(), events.orderedStream().toList());
	}

	@Bean("wechatpay.keyBundles")
	SslKeyBundles wechatPayKeyBundles(ObjectProvider<SslBundles> sslBundles) {
		return new SslKeyBundles(sslBundles::getIfAvailable);
	}

	@Bean("wechatpay.keyWatcher")
	KeyWatcher wechatPayKeyWatcher(SslKeyBundles keyBundles, Environment environment) {
		// files are watched as patiently as those of SSL bundles
		Duration period = Binder.get(environment)
			.bind("spring.ssl.bundle.watch.file.quiet-period", Duration.class)
			.orElse(Duration.ofSeconds(10));
		return new KeyWatcher(keyBundles, period);
	}

	@Bean("wechatpay.merchantSettingsReader")
	MerchantSettingsReader wechatPayMerchantSettingsReader(WechatPayProperties properties,
			ObjectProvider<WechatPayConnectionDetails> connectionDetails, ResourceLoader resourceLoader,
			SslKeyBundles keyBundles, CryptoProvider cryptoProvider) {
		return new MerchantSettingsReader(MerchantConfigurations.shared(properties, connectionDetails.getIfAvailable()),
				(problems) -> new ClientSettingsReader(problems).check(properties),
				ApplicationResourceLoader.get(resourceLoader), keyBundles, cryptoProvider);
	}

	@Bean("wechatpay.merchantFactory")
	MerchantFactory wechatPayMerchantFactory(WechatPayProperties properties, WechatPayRequestFactory requestFactory,
			ObjectProvider<WechatPayRestClientCustomizer> customizers, InFlightCalls inFlight,
			CryptoProvider cryptoProvider, KeyWatcher keyWatcher, ClientObservability observability,
			ObjectProvider<RateLimitStore> limitStore) {
		return new MerchantFactory(requestFactory::createRequest,
				(builder) -> customizers.orderedStream().forEach((customizer) -> customizer.customize(builder)),
				ClientSettingsReader.read(properties, inFlight, limitStore.getIfAvailable()), cryptoProvider,
				keyWatcher, observability);
	}

	@Bean(WarmUpListener.MERCHANTS)
	Merchants wechatPayMerchants(ObjectProvider<ConfiguredMerchant> root, WechatPayProperties properties,
			MerchantSettingsReader reader, MerchantFactory factory, ObjectProvider<MerchantSource> source,
			ConfigurableListableBeanFactory beanFactory, Environment environment, ApplicationEventPublisher publisher) {
		List<ConfiguredMerchant> merchants = new ArrayList<>(root.stream().toList());
		properties.merchants().forEach((name, merchant) -> {
			MerchantConfiguration configuration = MerchantConfigurations.of(name, merchant,
					MerchantQualifiers.signer(beanFactory, name));
			merchants.add(new ConfiguredMerchant(() -> configuration, MerchantNames.prefix(name), null, reader));
		});
		return new Merchants(merchants, MerchantNames.problems(properties.merchants(), environment),
				DiagnosisRequest.isMade(environment), reader, factory,
				(own) -> new DefaultMerchantServices(beanFactory, own), source.getIfAvailable(), publisher);
	}

	@Bean("wechatpay.wechatPay")
	@ConditionalOnMissingBean
	WechatPay wechatPay(Merchants merchants, ObjectProvider<ConfiguredMerchant> root, WechatPayProperties properties) {
		return new LiveWechatPay(merchants,
				MerchantNames.of(properties.merchants()).defaultName(root.getIfAvailable() != null));
	}

	@Bean("wechatpay.merchantLifecycle")
	@ConditionalOnBean(MerchantSource.class)
	MerchantLifecycle wechatPayMerchantLifecycle(ObjectProvider<Merchants> merchants) {
		return new MerchantLifecycle(merchants);
	}

	@Bean("wechatpay.warmUp")
	WarmUpListener wechatPayWarmUp(ConfigurableListableBeanFactory beanFactory) {
		return new WarmUpListener(beanFactory);
	}

	@Bean("wechatpay.merchantsBindHandlerAdvisor")
	static ConfigurationPropertiesBindHandlerAdvisor wechatPayMerchantsBindHandlerAdvisor() {
		return MerchantsBindHandler::new;
	}

	@Bean("wechatpay.merchantQualifiers")
	static MerchantQualifiers wechatPayMerchantQualifiers(Environment environment) {
		return new MerchantQualifiers(environment);
	}

}
