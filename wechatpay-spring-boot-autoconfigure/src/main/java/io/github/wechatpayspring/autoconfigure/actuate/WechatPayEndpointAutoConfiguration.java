package io.github.wechatpayspring.autoconfigure.actuate;

import java.time.Clock;

import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.merchant.assembly.Merchants;
import io.github.wechatpayspring.merchant.assembly.RecentCalls;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the {@code wechatpay} endpoint of the actuator, which is off
 * until it is exposed.
 */
@AutoConfiguration(after = WechatPayAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(Merchants.class)
@ConditionalOnAvailableEndpoint(WechatPayEndpoint.class)
@Import(RecentCalls.class)
public final class WechatPayEndpointAutoConfiguration {

	@Bean("wechatpay.endpoint")
	@ConditionalOnMissingBean
	WechatPayEndpoint wechatPayEndpoint(Merchants merchants, RecentCalls histories, CryptoProvider cryptoProvider) {
		return new WechatPayEndpoint(merchants, histories, cryptoProvider, Clock.systemUTC());
	}

}
