package io.github.wechatpayspring.autoconfigure;

import java.util.function.Function;

import io.github.wechatpayspring.consumercard.ConsumerCardService;
import io.github.wechatpayspring.diagnosis.WechatPayDiagnostics;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.WechatPayMerchant;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.notification.BusifavorCallbackService;
import io.github.wechatpayspring.notification.FavorCallbackService;
import io.github.wechatpayspring.productcoupon.ProductCouponService;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestClient;

/**
 * Registers the services of each merchant in {@code wechatpay.merchants} as beans. Reads
 * nothing but the environment, so that it does the same when an application that was
 * processed ahead of time runs.
 */
class MerchantBeanRegistrar implements BeanRegistrar {

	@Override
	public void register(BeanRegistry registry, Environment environment) {
		MerchantNames names = MerchantNames.of(environment);
		for (String name : names.all()) {
			boolean primary = names.primaries().contains(name);
			register(registry, name, primary, WechatPayMerchant.class, Function.identity());
			register(registry, name, primary, FavorCouponService.class, WechatPayMerchant::favorCoupons);
			register(registry, name, primary, MultiuseService.class, WechatPayMerchant::multiuse);
			register(registry, name, primary, ProductCouponService.class, WechatPayMerchant::productCoupons);
			register(registry, name, primary, ConsumerCardService.class, WechatPayMerchant::consumerCards);
			register(registry, name, primary, FavorCallbackService.class, WechatPayMerchant::favorCallbacks);
			register(registry, name, primary, BusifavorCallbackService.class, WechatPayMerchant::busifavorCallbacks);
			register(registry, name, primary, WechatPayDiagnostics.class, WechatPayMerchant::diagnostics);
			register(registry, name, false, RestClient.class, WechatPayMerchant::restClient);
		}
	}

	private static <T> void register(BeanRegistry registry, String merchant, boolean primary, Class<T> type,
			Function<WechatPayMerchant, T> service) {
		String beanName = MerchantNames.prefix(merchant) + StringUtils.uncapitalize(type.getSimpleName());
		registry.registerBean(beanName, type, (spec) -> {
			spec.supplier((context) -> service.apply(context.bean(WechatPay.class).merchant(merchant)));
			if (primary) {
				spec.primary();
			}
		});
	}

}
