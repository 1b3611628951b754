package io.github.wechatpayspring.autoconfigure;

import java.util.List;

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
 * Matches when there is a merchant of {@code wechatpay.*} itself: one of its keys, or its
 * id, is set, or a {@link WechatPayConnectionDetails} bean is there, or no other merchant
 * is.
 */
class OnDefaultMerchantCondition extends SpringBootCondition implements ConfigurationCondition {

	// all merchants share the appid
	private static final List<String> PROPERTIES = List.of("merchant-id", "merchant-serial-number",
			"merchant-private-key", "ssl-bundle", "platform-public-key-id", "platform-public-key",
			"platform-certificates", "platform-certificates[0]", "api-v3-key");

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("WeChat Pay default merchant");
		Binder binder = Binder.get(context.getEnvironment());
		for (String property : PROPERTIES) {
			if (binder.bind("wechatpay." + property, Bindable.of(String.class)).isBound()) {
				return ConditionOutcome.match(message.because("'wechatpay." + property + "' is set"));
			}
		}
		if (OnWechatPayConfiguredCondition.hasBean(context, WechatPayConnectionDetails.class)) {
			return ConditionOutcome.match(message.foundExactly("a WechatPayConnectionDetails bean"));
		}
		if (MerchantNames.of(context.getEnvironment()).all().isEmpty()
				&& MerchantSpelling.problems(context.getEnvironment()).isEmpty()
				&& !OnWechatPayConfiguredCondition.hasBean(context, MerchantSource.class)) {
			return ConditionOutcome.match(message.because("there is no other merchant"));
		}
		return ConditionOutcome
			.noMatch(message.because("merchants are configured elsewhere, and 'wechatpay.merchant-id' is not set"));
	}

}
