package io.github.wechatpayspring.autoconfigure;

import java.time.Clock;

import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.consumercard.ConsumerCardService;
import io.github.wechatpayspring.diagnosis.WechatPayDiagnostics;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.key.MerchantCredentialsSource;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.key.platform.KeyRing;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.notification.BusifavorCallbackService;
import io.github.wechatpayspring.notification.FavorCallbackService;
import io.github.wechatpayspring.productcoupon.ProductCouponService;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.client.RestClient;

/**
 * The merchant of {@code wechatpay.*}, each part of which an application may replace.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OnDefaultMerchantCondition.class)
class DefaultMerchantConfiguration {

	@Bean("wechatpay.connectionDetails")
	@ConditionalOnMissingBean(WechatPayConnectionDetails.class)
	PropertiesWechatPayConnectionDetails wechatPayConnectionDetails(WechatPayProperties properties) {
		return new PropertiesWechatPayConnectionDetails(properties);
	}

	@Bean("wechatpay.settingsSource")
	WechatPaySettingsSource wechatPaySettingsSource(WechatPayConnectionDetails connectionDetails,
			WechatPayProperties properties, ResourceLoader resourceLoader, ObjectProvider<SslBundles> sslBundles,
			ObjectProvider<RequestSigner> signer, CryptoProvider cryptoProvider) {
		return new WechatPaySettingsSource(connectionDetails, properties, resourceLoader, sslBundles::getIfAvailable,
				signer.getIfAvailable(), cryptoProvider);
	}

	@Bean("wechatpay.settings")
	@ConditionalOnMissingBean
	WechatPaySettings wechatPaySettings(WechatPaySettingsSource source, NamedMerchants merchants) {
		return merchants.readWith(source);
	}

	@Bean("wechatpay.keyRing")
	@ConditionalOnMissingBean
	KeyRing wechatPayKeyRing(WechatPaySettings settings, MerchantFactory factory) {
		return factory.keyRing(settings);
	}

	@Bean("wechatpay.merchantCredentialsSource")
	@ConditionalOnMissingBean
	MerchantCredentialsSource wechatPayMerchantCredentialsSource(KeyRing keyRing) {
		return keyRing::credentials;
	}

	@Bean("wechatpay.hosts")
	@ConditionalOnMissingBean
	WechatPayHosts wechatPayHosts(WechatPaySettings settings, MerchantFactory factory) {
		return factory.hosts(settings);
	}

	@Bean("wechatpay.platformKeySource")
	@ConditionalOnMissingBean
	PlatformKeySource wechatPayPlatformKeySource(MerchantCredentialsSource credentials, KeyRing keyRing,
			WechatPaySettings settings, WechatPayHosts hosts, MerchantFactory factory) {
		return factory.platformKeys(credentials, keyRing, settings, hosts);
	}

	@Bean(name = MerchantQualifiers.REST_CLIENT, defaultCandidate = false)
	RestClient wechatPayRestClient(MerchantCredentialsSource credentials, PlatformKeySource platformKeys,
			WechatPayHosts hosts, MerchantFactory factory) {
		return factory.restClient(WechatPay.DEFAULT_NAME, credentials, platformKeys, hosts);
	}

	@Bean("wechatpay.client")
	@ConditionalOnMissingBean
	WechatPayClient wechatPayClient(@Qualifier(MerchantQualifiers.REST_CLIENT) RestClient restClient,
			WechatPayHosts hosts, MerchantCredentialsSource credentials, WechatPaySettings settings,
			MerchantFactory factory) {
		return factory.client(WechatPay.DEFAULT_NAME, restClient, hosts, credentials.current().merchantId(),
				settings.appid());
	}

	@Bean("wechatpay.observedMerchant")
	ObservedMerchant wechatPayObservedMerchant(WechatPaySettings settings, MerchantCredentialsSource credentials,
			KeyRing keyRing, PlatformKeySource platformKeys) {
		return new ObservedMerchant(WechatPay.DEFAULT_NAME, settings, credentials, keyRing, platformKeys);
	}

	@Bean("wechatpay.consumerCardService")
	@ConditionalOnMissingBean
	ConsumerCardService consumerCardService(WechatPayClient client) {
		return new ConsumerCardService(client, Clock.systemUTC());
	}

	@Bean("wechatpay.favorCouponService")
	@ConditionalOnMissingBean
	FavorCouponService favorCouponService(WechatPayClient client) {
		return new FavorCouponService(client);
	}

	@Bean("wechatpay.multiuseService")
	@ConditionalOnMissingBean
	MultiuseService multiuseService(WechatPayClient client) {
		return new MultiuseService(client);
	}

	@Bean("wechatpay.productCouponService")
	@ConditionalOnMissingBean
	ProductCouponService productCouponService(WechatPayClient client) {
		return new ProductCouponService(client);
	}

	@Bean("wechatpay.favorCallbackService")
	@ConditionalOnMissingBean
	FavorCallbackService favorCallbackService(WechatPayClient client) {
		return new FavorCallbackService(client);
	}

	@Bean("wechatpay.busifavorCallbackService")
	@ConditionalOnMissingBean
	BusifavorCallbackService busifavorCallbackService(WechatPayClient client) {
		return new BusifavorCallbackService(client);
	}

	// few applications ask for it
	@Bean("wechatpay.diagnostics")
	@Lazy
	@ConditionalOnMissingBean
	WechatPayDiagnostics wechatPayDiagnostics(WechatPaySettings settings, MerchantCredentialsSource credentials,
			KeyRing keyRing, PlatformKeySource platformKeys, MerchantFactory factory) {
		return factory.diagnostics(WechatPaySettingsSource.ROOT, settings, credentials, keyRing, platformKeys);
	}

	@Bean("wechatpay.defaultMerchant")
	DefaultMerchant wechatPayDefaultMerchant(ConfigurableListableBeanFactory beanFactory) {
		return new DefaultMerchant(beanFactory);
	}

}
