package io.github.wechatpayspring.autoconfigure;

import io.github.wechatpayspring.merchant.MerchantSource;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches when there is a property of {@link WechatPayProperties}, whatever else has a
 * name below {@code wechatpay}, such as variables that Kubernetes sets for a service, or
 * a {@link WechatPayConnectionDetails} or {@link MerchantSource} bean. With some
 * properties but not all the application fails to start and says what is missing, rather
 * than run without the services.
 */
class OnWechatPayConfiguredCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("WeChat Pay");
		if (hasProperties(context.getEnvironment())) {
			return ConditionOutcome.match(message.because("there are 'wechatpay.*' properties"));
		}
		if (hasBean(context, WechatPayConnectionDetails.class)) {
			return ConditionOutcome.match(message.foundExactly("a WechatPayConnectionDetails bean"));
		}
		if (hasBean(context, MerchantSource.class)) {
			return ConditionOutcome.match(message.foundExactly("a MerchantSource bean"));
		}
		return ConditionOutcome.noMatch(message.because(
				"there is neither a 'wechatpay.*' property, such as 'wechatpay.merchant-id', nor a WechatPayConnectionDetails bean"));
	}

	private static boolean hasProperties(Environment environment) {
		try {
			return Binder.get(environment, new MerchantsBindHandler(BindHandler.DEFAULT))
				.bind("wechatpay", WechatPayProperties.class)
				.isBound() || environment.containsProperty(DiagnosisRequest.PROPERTY)
					|| !MerchantSpelling.problems(environment).isEmpty();
		}
		catch (BindException ex) {
			// which Spring Boot explains when it binds them for good
			return true;
		}
	}

	static boolean hasBean(ConditionContext context, Class<?> type) {
		return context.getBeanFactory() != null
				&& context.getBeanFactory().getBeanNamesForType(type, true, false).length > 0;
	}

}
