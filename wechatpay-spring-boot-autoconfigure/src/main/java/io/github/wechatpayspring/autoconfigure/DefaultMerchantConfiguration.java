package io.github.wechatpayspring.autoconfigure;

import java.util.Set;

import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.consumercard.ConsumerCardService;
import io.github.wechatpayspring.diagnosis.WechatPayDiagnostics;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.assembly.Merchants;
import io.github.wechatpayspring.merchant.settings.ConfiguredMerchant;
import io.github.wechatpayspring.merchant.settings.MerchantSettingsReader;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.notification.BusifavorCallbackService;
import io.github.wechatpayspring.notification.FavorCallbackService;
import io.github.wechatpayspring.notification.NotificationParser;
import io.github.wechatpayspring.productcoupon.ProductCouponService;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.client.RestClient;

/**
 * The merchant of {@code wechatpay.*}, and its services as beans. Those that an
 * application may replace are replaced for {@link WechatPay#merchant()} as well.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OnDefaultMerchantCondition.class)
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
		return service(merchants, RestClient.class);
	}

	@Bean("wechatpay.wechatPayClient")
	WechatPayClient wechatPayClient(Merchants merchants) {
		return service(merchants, WechatPayClient.class);
	}

	@Bean("wechatpay.consumerCardService")
	@ConditionalOnMissingBean
	ConsumerCardService consumerCardService(Merchants merchants) {
		return service(merchants, ConsumerCardService.class);
	}

	@Bean("wechatpay.favorCouponService")
	@ConditionalOnMissingBean
	FavorCouponService favorCouponService(Merchants merchants) {
		return service(merchants, FavorCouponService.class);
	}

	@Bean("wechatpay.multiuseService")
	@ConditionalOnMissingBean
	MultiuseService multiuseService(Merchants merchants) {
		return service(merchants, MultiuseService.class);
	}

	@Bean("wechatpay.productCouponService")
	@ConditionalOnMissingBean
	ProductCouponService productCouponService(Merchants merchants) {
		return service(merchants, ProductCouponService.class);
	}

	@Bean("wechatpay.favorCallbackService")
	@ConditionalOnMissingBean
	FavorCallbackService favorCallbackService(Merchants merchants) {
		return service(merchants, FavorCallbackService.class);
	}

	@Bean("wechatpay.busifavorCallbackService")
	@ConditionalOnMissingBean
	BusifavorCallbackService busifavorCallbackService(Merchants merchants) {
		return service(merchants, BusifavorCallbackService.class);
	}

	@Bean("wechatpay.notificationParser")
	@Lazy // it is only when somebody wants it that it needs the API v3 key
	@ConditionalOnMissingBean
	NotificationParser notificationParser(Merchants merchants) {
		merchants.requireApiV3Keys(Set.of(WechatPay.DEFAULT_NAME));
		return service(merchants, NotificationParser.class);
	}

	// few applications ask for it
	@Bean("wechatpay.wechatPayDiagnostics")
	@Lazy
	@ConditionalOnMissingBean
	WechatPayDiagnostics wechatPayDiagnostics(Merchants merchants) {
		return service(merchants, WechatPayDiagnostics.class);
	}

	private static <T> T service(Merchants merchants, Class<T> type) {
		T service = merchants.ofDefaultName().services().find(type);
		if (service == null) {
			throw new IllegalStateException("The merchant of wechatpay.* has no " + type.getSimpleName());
		}
		return service;
	}

}
