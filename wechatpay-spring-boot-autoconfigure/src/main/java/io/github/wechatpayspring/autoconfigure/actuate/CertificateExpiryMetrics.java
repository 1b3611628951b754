package io.github.wechatpayspring.autoconfigure.actuate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import io.github.wechatpayspring.merchant.assembly.MerchantStatus;
import io.github.wechatpayspring.merchant.assembly.Merchants;
import io.github.wechatpayspring.merchant.assembly.MerchantsChangedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationListener;

/**
 * Tells in how many days certificates expire, where that is known, also of merchants that
 * come and go.
 */
final class CertificateExpiryMetrics implements MeterBinder, ApplicationListener<MerchantsChangedEvent> {

	private static final double SECONDS_OF_DAY = Duration.ofDays(1).toSeconds();

	private final Merchants merchants;

	private final Clock clock;

	private final List<MultiGauge> gauges = new CopyOnWriteArrayList<>();

	CertificateExpiryMetrics(Merchants merchants, Clock clock) {
		this.merchants = merchants;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		MultiGauge gauges = MultiGauge.builder("wechatpay.certificate.expiry")
			.description("Time until the certificate expires, of several the last one; NaN before it is downloaded")
			.baseUnit("days")
			.register(registry);
		this.gauges.add(gauges);
		gauges.register(rows(), true);
	}

	@Override
	public void onApplicationEvent(MerchantsChangedEvent event) {
		this.gauges.forEach((each) -> each.register(rows(), true));
	}

	private List<MultiGauge.Row<?>> rows() {
		List<MultiGauge.Row<?>> rows = new ArrayList<>();
		for (MerchantStatus merchant : this.merchants.statuses()) {
			if (merchant.credentials().expiry() != null) {
				rows.add(row(merchant.name(), "merchant", () -> merchant.credentials().expiry()));
			}
			if (merchant.mode() != MerchantStatus.Mode.PUBLIC_KEY) {
				rows.add(row(merchant.name(), "platform", merchant::platformExpiry));
			}
		}
		return rows;
	}

	private MultiGauge.Row<?> row(String merchant, String certificate, Supplier<@Nullable Instant> expiry) {
		return MultiGauge.Row.of(Tags.of("merchant", merchant, "certificate", certificate),
				() -> daysUntil(expiry.get()));
	}

	private double daysUntil(@Nullable Instant expiry) {
		return (expiry != null) ? Duration.between(this.clock.instant(), expiry).toSeconds() / SECONDS_OF_DAY
				: Double.NaN;
	}

}
