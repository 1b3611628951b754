package io.github.wechatpayspring.autoconfigure;

import java.util.Arrays;
import java.util.List;

import io.github.wechatpayspring.key.RequestSigner;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
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
 * qualifier only. A {@link RequestSigner} of the application that is qualified by such a
 * name serves that merchant only. Also registers the documented name of the
 * {@code RestClient}, unless the application has a bean of that name.
 */
class MerchantQualifiers implements BeanFactoryPostProcessor {

	/**
	 * The name of the {@code RestClient} of the default merchant, like those of all beans
	 * one that no class or method of an application has.
	 */
	static final String REST_CLIENT = "wechatpay.restClient";

	// the one that is documented
	private static final String PUBLIC_REST_CLIENT = "wechatPayRestClient";

	private final Environment environment;

	MerchantQualifiers(Environment environment) {
		this.environment = environment;
	}

	static boolean isOfNamedMerchant(String beanName) {
		return beanName.startsWith(MerchantNames.PROPERTY + ".");
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.containsBean(REST_CLIENT) && !beanFactory.containsBean(PUBLIC_REST_CLIENT)) {
			beanFactory.registerAlias(REST_CLIENT, PUBLIC_REST_CLIENT);
		}
		boolean root = beanFactory.containsBean(REST_CLIENT);
		MerchantNames names = MerchantNames.of(this.environment);
		String defaultName = names.defaultName(root);
		for (String name : names.all()) {
			signers(beanFactory, name).forEach((signer) -> keep(beanFactory, signer));
			String prefix = MerchantNames.prefix(name);
			boolean candidate = defaultName == null || defaultName.equals(name);
			for (String beanName : beanFactory.getBeanDefinitionNames()) {
				if (beanName.startsWith(prefix) && beanName.indexOf('.', prefix.length()) < 0) {
					qualify(beanFactory.getBeanDefinition(beanName), name, candidate);
				}
			}
		}
	}

	/**
	 * Return what signs for a merchant in place of its private key.
	 * @param beanFactory has it as a bean that is qualified by the name of the merchant
	 * @param merchant the name of the merchant
	 * @return the signer, or {@code null} if there is none
	 * @throws NoUniqueBeanDefinitionException if there is more than one
	 */
	static @Nullable RequestSigner signer(ConfigurableListableBeanFactory beanFactory, String merchant) {
		List<String> names = signers(beanFactory, merchant);
		if (names.size() > 1) {
			throw new NoUniqueBeanDefinitionException(RequestSigner.class, names);
		}
		return (!names.isEmpty()) ? beanFactory.getBean(names.get(0), RequestSigner.class) : null;
	}

	private static List<String> signers(ConfigurableListableBeanFactory beanFactory, String merchant) {
		return Arrays.stream(beanFactory.getBeanNamesForType(RequestSigner.class, true, false))
			.filter((name) -> BeanFactoryAnnotationUtils.isQualifierMatch(merchant::equals, name, beanFactory))
			.toList();
	}

	private static void keep(ConfigurableListableBeanFactory beanFactory, String signer) {
		if (beanFactory.containsBeanDefinition(signer)
				&& beanFactory.getBeanDefinition(signer) instanceof AbstractBeanDefinition definition) {
			definition.setDefaultCandidate(false);
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
