package io.github.wechatpayspring.autoconfigure.environment;

import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.autoconfigure.WechatPayProperties;
import io.github.wechatpayspring.merchant.assembly.Merchants;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for keys in properties that Spring Cloud changes while the
 * application runs.
 */
@AutoConfiguration(after = WechatPayAutoConfiguration.class)
@ConditionalOnClass(EnvironmentChangeEvent.class)
@ConditionalOnBean(Merchants.class)
public final class WechatPayConfigurationChangeAutoConfiguration {

	@Bean("wechatpay.configurationChangeListener")
	ApplicationListener<EnvironmentChangeEvent> wechatPayConfigurationChangeListener(Environment environment,
			WechatPayProperties properties, Merchants merchants) {
		ConfigurationFollower follower = new ConfigurationFollower(environment, properties, merchants);
		return (event) -> follower.follow(event.getKeys());
	}

}
