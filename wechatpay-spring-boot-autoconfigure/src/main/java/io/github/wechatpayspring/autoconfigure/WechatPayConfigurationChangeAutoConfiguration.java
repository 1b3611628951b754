package io.github.wechatpayspring.autoconfigure;

import io.github.wechatpayspring.merchant.WechatPay;

import org.springframework.beans.factory.ObjectProvider;
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
@AutoConfiguration(after = WechatPayKeyRenewalAutoConfiguration.class)
@ConditionalOnClass(EnvironmentChangeEvent.class)
@ConditionalOnBean(NamedMerchants.class)
public final class WechatPayConfigurationChangeAutoConfiguration {

	@Bean("wechatpay.defaultMerchantKeys")
	@ConditionalOnBean(KeyRenewal.class)
	DefaultMerchantKeys wechatPayDefaultMerchantKeys(WechatPaySettingsSource source, KeyRenewal renewal,
			KeyFileWatcher watcher) {
		return new DefaultMerchantKeys(source, renewal, watcher);
	}

	@Bean("wechatpay.configurationChangeListener")
	ApplicationListener<EnvironmentChangeEvent> wechatPayConfigurationChangeListener(Environment environment,
			WechatPayProperties properties, ObjectProvider<DefaultMerchantKeys> root, NamedMerchants named,
			ObjectProvider<WechatPay> wechatPay) {
		ConfigurationFollower follower = new ConfigurationFollower(environment, properties, root, named, wechatPay);
		return (event) -> follower.follow(event.getKeys());
	}

}
