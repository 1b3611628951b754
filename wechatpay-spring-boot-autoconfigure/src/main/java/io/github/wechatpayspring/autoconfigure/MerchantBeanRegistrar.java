package io.github.wechatpayspring.autoconfigure;

import java.util.function.Function;

import io.github.wechatpayspring.diagnosis.WechatPayDiagnostics;
import io.github.wechatpayspring.merchant.WechatPay;
import io.github.wechatpayspring.merchant.WechatPayMerchant;
import io.github.wechatpayspring.merchant.assembly.ClientServices;

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
			register(registry, name, primary, WechatPayMerchant.class, (merchant) -> merchant);
			ClientServices.types().forEach((type) -> register(registry, name, primary, type));
			register(registry, name, primary, WechatPayDiagnostics.class);
			register(registry, name, false, RestClient.class);
		}
	}

	private static <T> void register(BeanRegistry registry, String merchant, boolean primary, Class<T> type) {
		register(registry, merchant, primary, type, (services) -> services.service(type));
	}

	private static <T> void register(BeanRegistry registry, String merchant, boolean primary, Class<T> type,
			Function<WechatPayMerchant, T> service) {
		registry.registerBean(beanName(MerchantNames.prefix(merchant), type), type, (spec) -> {
			spec.supplier((context) -> service.apply(context.bean(WechatPay.class).merchant(merchant)));
			if (primary) {
				spec.primary();
			}
		});
	}

	/**
	 * Return the name of a bean of a merchant.
	 * @param prefix what comes before the names of the merchant's properties
	 * @param type the type of the bean
	 * @return the name
	 */
	static String beanName(String prefix, Class<?> type) {
		return prefix + StringUtils.uncapitalize(type.getSimpleName());
	}

}
