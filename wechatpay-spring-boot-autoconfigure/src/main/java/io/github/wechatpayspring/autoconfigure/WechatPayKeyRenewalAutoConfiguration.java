package io.github.wechatpayspring.autoconfigure;

import java.time.Duration;

import io.github.wechatpayspring.key.KeyRing;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for keys that change while the application runs: those in files,
 * and those of an SSL bundle that Spring Boot updates.
 */
@AutoConfiguration(after = WechatPayAutoConfiguration.class)
@ConditionalOnBean({ KeyRing.class, WechatPaySettingsSource.class })
public final class WechatPayKeyRenewalAutoConfiguration {

	private static final String QUIET_PERIOD = "spring.ssl.bundle.watch.file.quiet-period";

	@Bean
	KeyRenewal wechatPayKeyRenewal(WechatPaySettingsSource source, KeyRing keyRing,
			ObjectProvider<SslBundles> sslBundles) {
		KeyRenewal renewal = new KeyRenewal(source, keyRing);
		String bundle = source.sslBundle();
		if (bundle != null) {
			sslBundles.ifAvailable((bundles) -> bundles.addBundleUpdateHandler(bundle,
					(updated) -> renewal.renew("the SSL bundle \"%s\"".formatted(bundle))));
		}
		return renewal;
	}

	@Bean
	KeyFileWatcher wechatPayKeyFileWatcher(WechatPaySettingsSource source, KeyRenewal renewal,
			WechatPayProperties properties, Environment environment) {
		// files are watched as patiently as those of SSL bundles
		Duration quietPeriod = Binder.get(environment)
			.bind(QUIET_PERIOD, Duration.class)
			.orElse(Duration.ofSeconds(10));
		return new KeyFileWatcher(source, renewal, properties.reloadOnUpdate(), quietPeriod);
	}

}
