package io.github.wechatpayspring.autoconfigure;

import io.github.wechatpayspring.diagnosis.WechatPayDiagnostics;
import io.github.wechatpayspring.key.KeyRing;
import io.github.wechatpayspring.key.MerchantCredentialsSource;
import io.github.wechatpayspring.key.PlatformKeySource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for finding out why calls to WeChat Pay do not work. With
 * {@code --wechatpay.diagnose} on the command line the application prints what was found
 * and exits instead of running.
 */
@AutoConfiguration(after = WechatPayAutoConfiguration.class)
public final class WechatPayDiagnosisAutoConfiguration {

	@Bean
	@ConditionalOnBean(WechatPaySettings.class)
	@ConditionalOnMissingBean
	WechatPayDiagnostics wechatPayDiagnostics(WechatPaySettings settings, MerchantCredentialsSource credentials,
			KeyRing keyRing, PlatformKeySource platformKeys, WechatPayProperties properties,
			RestClientBuilderSource builders, ObjectProvider<WechatPayRestClientCustomizer> customizers) {
		return new DiagnosticsFactory(properties, builders, WechatPayAutoConfiguration.customizer(customizers))
			.create(settings, credentials, keyRing, platformKeys);
	}

	@Bean
	@ConditionalOnProperty(DiagnosisRunner.PROPERTY)
	DiagnosisRunner wechatPayDiagnosisRunner(ObjectProvider<WechatPayDiagnostics> diagnostics,
			Environment environment) {
		return new DiagnosisRunner(diagnostics, environment, DiagnosisRunner.console(), System::exit);
	}

}
