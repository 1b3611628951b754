package io.github.wechatpayspring.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Tells in how many days certificates expire, where that is known.
 */
final class CertificateExpiryMetrics implements MeterBinder {

	private static final double SECONDS_OF_DAY = Duration.ofDays(1).toSeconds();

	private final ObservedMerchants merchants;

	private final Clock clock;

	CertificateExpiryMetrics(ObservedMerchants merchants, Clock clock) {
		this.merchants = merchants;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (ObservedMerchant merchant : this.merchants.all()) {
			if (merchant.credentials().expiry() != null) {
				bind(registry, merchant.name(), "merchant", () -> merchant.credentials().expiry());
			}
			if (merchant.mode() != ObservedMerchant.Mode.PUBLIC_KEY) {
				bind(registry, merchant.name(), "platform", merchant::platformExpiry);
			}
		}
	}

	private void bind(MeterRegistry registry, String merchant, String certificate, Supplier<@Nullable Instant> expiry) {
		Gauge.builder("wechatpay.certificate.expiry", () -> daysUntil(expiry.get()))
			.description("Time until the certificate expires, of several the last one; NaN before it is downloaded")
			.baseUnit("days")
			.tag("merchant", merchant)
			.tag("certificate", certificate)
			.register(registry);
	}

	private double daysUntil(@Nullable Instant expiry) {
		return (expiry != null) ? Duration.between(this.clock.instant(), expiry).toSeconds() / SECONDS_OF_DAY
				: Double.NaN;
	}

}
