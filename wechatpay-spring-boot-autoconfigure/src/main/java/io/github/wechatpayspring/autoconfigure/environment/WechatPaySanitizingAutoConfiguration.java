package io.github.wechatpayspring.autoconfigure.environment;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.merchant.assembly.Merchants;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that keeps the merchant's private
 * key and API v3 key out of the actuator endpoints, also when these show values.
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public final class WechatPaySanitizingAutoConfiguration {

	WechatPaySanitizingAutoConfiguration() {
	}

	@Bean("wechatpay.sanitizingFunction")
	@ConditionalOnMissingBean(name = "wechatpay.sanitizingFunction")
	WechatPaySanitizingFunction wechatPaySanitizingFunction(ConfigurableEnvironment environment,
			ObjectProvider<WechatPayConnectionDetails> connectionDetails, ObjectProvider<Merchants> merchants) {
		return new WechatPaySanitizingFunction(environment, new SecretsInUse(connectionDetails, merchants));
	}

}
