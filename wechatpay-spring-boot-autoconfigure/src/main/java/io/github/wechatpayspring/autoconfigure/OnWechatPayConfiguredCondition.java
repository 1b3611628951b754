package io.github.wechatpayspring.autoconfigure;

import java.util.regex.Pattern;

import io.github.wechatpayspring.merchant.MerchantSource;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches when there is any {@code wechatpay.*} property or a
 * {@link WechatPayConnectionDetails} or {@link MerchantSource} bean. With some properties
 * but not all the application fails to start and says what is missing, rather than run
 * without the services.
 */
class OnWechatPayConfiguredCondition extends SpringBootCondition implements ConfigurationCondition {

	// environment variables that Kubernetes sets for a service named "wechatpay"
	private static final Pattern SERVICE_LINK = Pattern.compile("(service|port)(\\..*)?");

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("WeChat Pay");
		if (hasProperties(context)) {
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

	private boolean hasProperties(ConditionContext context) {
		return Binder.get(context.getEnvironment())
			.bind("wechatpay", Bindable.mapOf(String.class, String.class))
			.map((properties) -> properties.keySet().stream().anyMatch((name) -> !SERVICE_LINK.matcher(name).matches()))
			.orElse(false);
	}

	static boolean hasBean(ConditionContext context, Class<?> type) {
		return context.getBeanFactory() != null
				&& context.getBeanFactory().getBeanNamesForType(type, true, false).length > 0;
	}

}
