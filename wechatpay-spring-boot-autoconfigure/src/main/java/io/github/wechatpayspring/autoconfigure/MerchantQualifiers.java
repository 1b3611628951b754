package io.github.wechatpayspring.autoconfigure;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.core.env.Environment;
import org.springframework.web.client.RestClient;

/**
 * Qualifies the beans of each merchant in {@code wechatpay.merchants} by its name, which
 * a {@link org.springframework.beans.factory.BeanRegistrar BeanRegistrar} cannot do.
 * While there is a default merchant, the beans of all others are injected by their
 * qualifier only.
 */
class MerchantQualifiers implements BeanFactoryPostProcessor {

	private final Environment environment;

	MerchantQualifiers(Environment environment) {
		this.environment = environment;
	}

	static boolean isOfNamedMerchant(String beanName) {
		return beanName.startsWith(MerchantNames.PROPERTY + ".");
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		boolean root = beanFactory.getBeanNamesForType(DefaultMerchant.class, true, false).length > 0;
		MerchantNames names = MerchantNames.of(this.environment);
		String defaultName = names.defaultName(root);
		for (String name : names.all()) {
			String prefix = MerchantNames.prefix(name);
			boolean candidate = defaultName == null || defaultName.equals(name);
			for (String beanName : beanFactory.getBeanDefinitionNames()) {
				if (beanName.startsWith(prefix) && beanName.indexOf('.', prefix.length()) < 0) {
					qualify(beanFactory.getBeanDefinition(beanName), name, candidate);
				}
			}
		}
	}

	private static void qualify(BeanDefinition definition, String merchant, boolean candidate) {
		if (definition instanceof AbstractBeanDefinition qualified) {
			// which @Qualifier falls back on; a qualifier in the definition is not
			// supported
			// beside a registrar when an application is processed ahead of time
			qualified.setAttribute(AutowireCandidateQualifier.VALUE_KEY, merchant);
			boolean restClient = RestClient.class.getName().equals(definition.getBeanClassName());
			qualified.setDefaultCandidate(candidate && !restClient);
		}
	}

}
