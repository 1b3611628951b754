package io.github.wechatpayspring.autoconfigure.actuate;

import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.client.observation.ClientEvents;
import io.github.wechatpayspring.client.observation.WechatPayObservationContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Measures what happens on the way of a merchant's calls.
 */
final class MicrometerClientEvents implements ClientEvents {

	private static final String OPERATION = "operation";

	private static final String NONE = "NONE";

	private final MeterRegistry registry;

	private final MerchantMeters meters;

	private final Tags merchantTag;

	private final String merchant;

	MicrometerClientEvents(MeterRegistry registry, MerchantMeters meters, String merchant) {
		this.registry = registry;
		this.meters = meters;
		this.merchant = merchant;
		this.merchantTag = Tags.of(MerchantMeters.MERCHANT, merchant);
	}

	@Override
	public void ended(WechatPayObservationContext call) {
		this.meters.measured(this.merchant);
	}

	@Override
	public void signed(long nanoseconds) {
		record(Timer.builder("wechatpay.client.sign").description("Time to sign a request"), nanoseconds);
	}

	@Override
	public void verified(long nanoseconds, WechatPaySecurityException.@Nullable Reason failure) {
		record(Timer.builder("wechatpay.client.verify").description("Time to verify the signature of a response"),
				nanoseconds);
		if (failure != null) {
			count("wechatpay.client.verification.failures", "reason", failure.name());
		}
	}

	@Override
	public void retried(@Nullable String operation) {
		count("wechatpay.client.retries", OPERATION, text(operation));
	}

	@Override
	public void changedHost(@Nullable String operation, boolean toBackup) {
		count("wechatpay.client.failovers", OPERATION, text(operation), "host", (toBackup) ? "backup" : "primary");
	}

	@Override
	public void waited(@Nullable String operation, Limiter limiter, long nanoseconds, boolean admitted) {
		record(Timer.builder("wechatpay.client.limiter.wait")
			.tags(OPERATION, text(operation), "limiter", limiter.name(), "outcome",
					(admitted) ? "ADMITTED" : "REFUSED"),
				nanoseconds);
	}

	private void count(String name, String... tags) {
		this.registry.counter(name, this.merchantTag.and(tags)).increment();
		this.meters.measured(this.merchant);
	}

	private void record(Timer.Builder timer, long nanoseconds) {
		timer.tags(this.merchantTag).register(this.registry).record(nanoseconds, TimeUnit.NANOSECONDS);
		this.meters.measured(this.merchant);
	}

	private static String text(@Nullable String operation) {
		return Objects.requireNonNullElse(operation, NONE);
	}

}
