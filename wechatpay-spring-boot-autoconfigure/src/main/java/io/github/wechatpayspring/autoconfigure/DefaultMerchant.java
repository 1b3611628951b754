package io.github.wechatpayspring.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.consumercard.ConsumerCardService;
import io.github.wechatpayspring.diagnosis.WechatPayDiagnostics;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.WechatPayMerchant;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.notification.BusifavorCallbackService;
import io.github.wechatpayspring.notification.FavorCallbackService;
import io.github.wechatpayspring.notification.NotificationParser;
import io.github.wechatpayspring.productcoupon.ProductCouponService;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.RestClient;

/**
 * The merchant of {@code wechatpay.*}, made of its beans, some of which may be those of
 * the application.
 */
class DefaultMerchant implements Supplier<WechatPayMerchant> {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Supplier<WechatPayMerchant> merchant = SingletonSupplier.of(this::create);

	DefaultMerchant(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public WechatPayMerchant get() {
		return this.merchant.get();
	}

	private WechatPayMerchant create() {
		WechatPayClient client = this.beanFactory.getBean(WechatPayClient.class);
		return new WechatPayMerchant(WechatPay.DEFAULT_NAME, client.merchantId(),
				bean(FavorCouponService.class, "wechatpay.favorCouponService"),
				bean(MultiuseService.class, "wechatpay.multiuseService"),
				bean(ProductCouponService.class, "wechatpay.productCouponService"),
				bean(ConsumerCardService.class, "wechatpay.consumerCardService"),
				bean(FavorCallbackService.class, "wechatpay.favorCallbackService"),
				bean(BusifavorCallbackService.class, "wechatpay.busifavorCallbackService"),
				this.beanFactory.getBean(MerchantQualifiers.REST_CLIENT, RestClient.class), notifications(),
				diagnostics());
	}

	/**
	 * Return what diagnoses the merchant, without creating its services.
	 * @return the diagnostics
	 */
	WechatPayDiagnostics diagnostics() {
		return bean(WechatPayDiagnostics.class, "wechatpay.diagnostics");
	}

	// several are told apart as Spring would, and named ones are not of this merchant
	private <T> T bean(Class<T> type, String usualName) {
		List<String> names = Arrays.stream(this.beanFactory.getBeanNamesForType(type))
			.filter((name) -> !MerchantQualifiers.isOfNamedMerchant(name))
			.toList();
		if (names.size() > 1 && !names.contains(usualName)) {
			throw new NoUniqueBeanDefinitionException(type, names);
		}
		return this.beanFactory.getBean((names.size() == 1) ? names.get(0) : usualName, type);
	}

	private @Nullable NotificationParser notifications() {
		boolean decrypts = this.beanFactory.getBean(WechatPaySettings.class).cipher() != null
				|| !this.beanFactory.containsBean("wechatpay.notificationParser");
		return (decrypts) ? this.beanFactory.getBeanProvider(NotificationParser.class).getIfAvailable() : null;
	}

}
