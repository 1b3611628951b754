package io.github.wechatpayspring.autoconfigure;

import io.github.wechatpayspring.merchant.assembly.Merchants;

import org.springframework.beans.factory.FactoryBean;

/**
 * A service of the merchant of {@code wechatpay.*} as a bean.
 *
 * @param <T> the type of the service
 */
class MerchantServiceFactoryBean<T> implements FactoryBean<T> {

	private final Class<T> type;

	private final Merchants merchants;

	MerchantServiceFactoryBean(Class<T> type, Merchants merchants) {
		this.type = type;
		this.merchants = merchants;
	}

	@Override
	public T getObject() {
		return service(this.merchants, this.type);
	}

	@Override
	public Class<T> getObjectType() {
		return this.type;
	}

	static <T> T service(Merchants merchants, Class<T> type) {
		T service = merchants.ofDefaultName().services().find(type);
		if (service == null) {
			throw new IllegalStateException("The merchant of wechatpay.* has no " + type.getSimpleName());
		}
		return service;
	}

}
