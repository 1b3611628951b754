package io.github.wechatpayspring.autoconfigure.actuate;

import java.time.Clock;

import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.merchant.assembly.ClientEventsFactory;
import io.github.wechatpayspring.merchant.assembly.Merchants;
import io.github.wechatpayspring.notification.delivery.NotificationCounter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for meters of what happens on the way of calls, of notifications
 * and of certificates that expire. Calls themselves are observations.
 */
@AutoConfiguration(after = WechatPayAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ Merchants.class, MeterRegistry.class })
@Import(MerchantMeters.class)
public final class WechatPayMetricsAutoConfiguration {

	@Bean("wechatpay.micrometerClientEventsFactory")
	ClientEventsFactory wechatPayMicrometerClientEventsFactory(MeterRegistry registry, MerchantMeters meters) {
		return (merchant) -> new MicrometerClientEvents(registry, meters, merchant);
	}

	@Bean("wechatpay.certificateExpiryMetrics")
	CertificateExpiryMetrics wechatPayCertificateExpiryMetrics(Merchants merchants) {
		return new CertificateExpiryMetrics(merchants, Clock.systemUTC());
	}

	@Bean("wechatpay.notificationCounter")
	@ConditionalOnMissingBean(NotificationCounter.class)
	MicrometerNotificationCounter wechatPayNotificationCounter(MeterRegistry registry, MerchantMeters meters) {
		return new MicrometerNotificationCounter(registry, meters);
	}

}
