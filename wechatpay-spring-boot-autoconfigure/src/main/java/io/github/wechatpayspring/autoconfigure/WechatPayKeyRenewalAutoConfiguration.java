package io.github.wechatpayspring.autoconfigure;

import io.github.wechatpayspring.key.platform.KeyRing;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for keys that change while the application runs: those in files,
 * and those of an SSL bundle that Spring Boot updates.
 */
@AutoConfiguration(after = WechatPayAutoConfiguration.class)
@ConditionalOnBean({ KeyRing.class, WechatPaySettingsSource.class })
public final class WechatPayKeyRenewalAutoConfiguration {

	@Bean("wechatpay.keyRenewal")
	KeyRenewal wechatPayKeyRenewal(WechatPaySettingsSource source, KeyRing keyRing) {
		return new KeyRenewal(source, keyRing);
	}

	@Bean("wechatpay.keyFileWatcher")
	KeyFileWatcher wechatPayKeyFileWatcher(WechatPaySettingsSource source, KeyRenewal renewal, KeyWatch keyWatch) {
		return keyWatch.of(source, renewal);
	}

}
