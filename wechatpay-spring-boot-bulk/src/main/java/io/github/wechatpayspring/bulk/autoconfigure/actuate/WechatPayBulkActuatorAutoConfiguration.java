package io.github.wechatpayspring.bulk.autoconfigure.actuate;

import io.github.wechatpayspring.bulk.BulkIssuing;
import io.github.wechatpayspring.bulk.autoconfigure.WechatPayBulkAutoConfiguration;
import io.github.wechatpayspring.bulk.engine.JobIssuing;
import io.github.wechatpayspring.bulk.engine.SettledLines;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the endpoint, the health and the meters of bulk issuing.
 */
@AutoConfiguration(after = WechatPayBulkAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnBean(BulkIssuing.class)
public final class WechatPayBulkActuatorAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
	@ConditionalOnAvailableEndpoint(WechatPayBulkEndpoint.class)
	static class EndpointConfiguration {

		@Bean("wechatpay.bulkEndpoint")
		@ConditionalOnMissingBean
		WechatPayBulkEndpoint wechatPayBulkEndpoint(BulkIssuing bulk) {
			return new WechatPayBulkEndpoint(bulk);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
	@ConditionalOnEnabledHealthIndicator("wechatpaybulk")
	@ConditionalOnBean(JobIssuing.class)
	static class HealthConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = { "wechatPayBulkHealthIndicator", "wechatPayBulkHealthContributor" })
		BulkHealthIndicator wechatPayBulkHealthContributor(JobIssuing bulk) {
			return new BulkHealthIndicator(bulk);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	@ConditionalOnBean(MeterRegistry.class)
	static class MetersConfiguration {

		@Bean("wechatpay.micrometerSettledLines")
		SettledLines wechatPayMicrometerSettledLines(MeterRegistry registry) {
			return new MicrometerSettledLines(registry);
		}

	}

}
