package io.github.wechatpayspring.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.wechatpayspring.client.service.ServiceProxyFactory;
import io.github.wechatpayspring.merchant.MerchantServices;
import io.github.wechatpayspring.merchant.assembly.ClientServices;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;

/**
 * The services of the merchant of {@code wechatpay.*} as they are injected, some of which
 * may be beans of the application.
 */
class DefaultMerchantServices implements MerchantServices {

	private final ListableBeanFactory beanFactory;

	private final MerchantServices own;

	private final Map<Class<?>, Boolean> httpInterfaces = new ConcurrentHashMap<>();

	DefaultMerchantServices(ListableBeanFactory beanFactory, MerchantServices own) {
		this.beanFactory = beanFactory;
		this.own = own;
	}

	// several are told apart as Spring would, and named ones are not of this merchant
	@Override
	public <T> @Nullable T find(Class<T> type) {
		if (!ClientServices.types().contains(type)
				&& this.httpInterfaces.computeIfAbsent(type, ServiceProxyFactory::isHttpInterface)) {
			// of the application, which may be about to make a bean of it
			return this.own.find(type);
		}
		String usual = MerchantBeanRegistrar.beanName(MerchantNames.ROOT_PREFIX, type);
		List<String> names = Arrays.stream(this.beanFactory.getBeanNamesForType(type))
			.filter((name) -> !MerchantQualifiers.isOfNamedMerchant(name))
			.toList();
		if (names.contains(usual) || names.isEmpty()) {
			T service = this.own.find(type);
			return (service != null && !names.isEmpty()) ? this.beanFactory.getBean(usual, type) : service;
		}
		if (names.size() > 1) {
			throw new NoUniqueBeanDefinitionException(type, names);
		}
		return this.beanFactory.getBean(names.get(0), type);
	}

}
