package io.github.wechatpayspring.bulk.autoconfigure.actuate;

import java.util.Locale;
import java.util.Objects;

import io.github.wechatpayspring.bulk.BulkCouponKind;
import io.github.wechatpayspring.bulk.BulkOutcome.Status;
import io.github.wechatpayspring.bulk.engine.SettledLines;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

/**
 * Counts what becomes of the lines that this instance sends.
 */
class MicrometerSettledLines implements SettledLines {

	private final MeterRegistry registry;

	MicrometerSettledLines(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void sent(BulkCouponKind kind, Status status, @Nullable String code) {
		this.registry
			.counter("wechatpay.bulk.lines", Tags.of("kind", lower(kind), "outcome", lower(status), "code",
					Objects.requireNonNullElse(code, "none")))
			.increment();
	}

	private static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
