package io.github.wechatpayspring.autoconfigure;

import io.github.wechatpayspring.merchant.assembly.ClientServices;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.ResolvableType;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers the services of the merchant of {@code wechatpay.*} as beans, each unless the
 * application has one of its type.
 */
class DefaultServicesRegistrar implements ImportBeanDefinitionRegistrar, BeanFactoryAware {

	private ListableBeanFactory beanFactory;

	@SuppressWarnings("NullAway.Init") // set before anything is registered
	DefaultServicesRegistrar() {
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = (ListableBeanFactory) beanFactory;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		ClientServices.types().forEach((type) -> register(registry, type));
	}

	private void register(BeanDefinitionRegistry registry, Class<?> type) {
		if (BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type, true, false).length == 0) {
			RootBeanDefinition definition = new RootBeanDefinition(MerchantServiceFactoryBean.class);
			definition.setTargetType(ResolvableType.forClassWithGenerics(MerchantServiceFactoryBean.class, type));
			definition.setAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE, type);
			definition.getConstructorArgumentValues().addIndexedArgumentValue(0, type);
			definition.setAutowireMode(RootBeanDefinition.AUTOWIRE_CONSTRUCTOR);
			registry.registerBeanDefinition(MerchantBeanRegistrar.beanName(MerchantNames.ROOT_PREFIX, type),
					definition);
		}
	}

}
