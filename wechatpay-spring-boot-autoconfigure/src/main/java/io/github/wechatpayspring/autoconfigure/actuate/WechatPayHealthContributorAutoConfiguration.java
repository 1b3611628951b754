package io.github.wechatpayspring.autoconfigure.actuate;

import java.time.Clock;

import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.merchant.assembly.Merchants;
import io.github.wechatpayspring.merchant.assembly.RecentCalls;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the health of the merchant's keys, which is told without
 * calling WeChat Pay.
 */
@AutoConfiguration(after = WechatPayAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(Merchants.class)
@ConditionalOnEnabledHealthIndicator("wechatpay")
@EnableConfigurationProperties(WechatPayHealthProperties.class)
@Import(RecentCalls.class)
public final class WechatPayHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "wechatPayHealthIndicator", "wechatPayHealthContributor" })
	WechatPayHealthIndicator wechatPayHealthContributor(Merchants merchants, RecentCalls histories,
			CryptoProvider cryptoProvider, WechatPayHealthProperties properties) {
		return new WechatPayHealthIndicator(merchants, histories, cryptoProvider, properties.certificateWarning(),
				Clock.systemUTC());
	}

}
