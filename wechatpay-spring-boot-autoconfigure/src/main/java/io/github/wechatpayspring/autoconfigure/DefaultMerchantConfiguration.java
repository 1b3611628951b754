package io.github.wechatpayspring.autoconfigure;

import java.util.Set;

import io.github.wechatpayspring.busifavor.entrance.CouponEntranceParser;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.diagnosis.WechatPayDiagnostics;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.assembly.Merchants;
import io.github.wechatpayspring.merchant.settings.ConfiguredMerchant;
import io.github.wechatpayspring.merchant.settings.MerchantSettingsReader;
import io.github.wechatpayspring.notification.NotificationParser;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.client.RestClient;

/**
 * The merchant of {@code wechatpay.*}, and its services as beans. Those that an
 * application may replace are replaced for {@link WechatPay#merchant()} as well.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OnDefaultMerchantCondition.class)
@Import(DefaultServicesRegistrar.class)
class DefaultMerchantConfiguration {

	@Bean("wechatpay.defaultMerchant")
	ConfiguredMerchant wechatPayDefaultMerchant(WechatPayProperties properties,
			ObjectProvider<WechatPayConnectionDetails> connectionDetails, ObjectProvider<RequestSigner> signer,
			MerchantSettingsReader reader) {
		WechatPayConnectionDetails details = connectionDetails.getIfAvailable();
		RequestSigner ownSigner = signer.getIfAvailable();
		// details may change while the application runs, and are asked again for new keys
		return (details != null)
				? new ConfiguredMerchant(() -> MerchantConfigurations.of(details, ownSigner), MerchantNames.ROOT_PREFIX,
						details.getClass().getName(), reader)
				: new ConfiguredMerchant(() -> MerchantConfigurations.of(properties, ownSigner),
						MerchantNames.ROOT_PREFIX, null, reader);
	}

	@Bean(name = MerchantQualifiers.REST_CLIENT, defaultCandidate = false)
	RestClient wechatPayRestClient(Merchants merchants) {
		return MerchantServiceFactoryBean.service(merchants, RestClient.class);
	}

	@Bean("wechatpay.wechatPayClient")
	WechatPayClient wechatPayClient(Merchants merchants) {
		return MerchantServiceFactoryBean.service(merchants, WechatPayClient.class);
	}

	@Bean("wechatpay.notificationParser")
	@Lazy // it is only when somebody wants it that it needs the API v3 key
	@ConditionalOnMissingBean
	NotificationParser notificationParser(Merchants merchants) {
		merchants.requireApiV3Keys(Set.of(WechatPay.DEFAULT_NAME));
		return MerchantServiceFactoryBean.service(merchants, NotificationParser.class);
	}

	@Bean("wechatpay.couponEntranceParser")
	@Lazy // needs the API v3 key as well
	@ConditionalOnMissingBean
	CouponEntranceParser couponEntranceParser(Merchants merchants) {
		merchants.requireApiV3Keys(Set.of(WechatPay.DEFAULT_NAME));
		return MerchantServiceFactoryBean.service(merchants, CouponEntranceParser.class);
	}

	// few applications ask for it
	@Bean("wechatpay.wechatPayDiagnostics")
	@Lazy
	@ConditionalOnMissingBean
	WechatPayDiagnostics wechatPayDiagnostics(Merchants merchants) {
		return MerchantServiceFactoryBean.service(merchants, WechatPayDiagnostics.class);
	}

}
