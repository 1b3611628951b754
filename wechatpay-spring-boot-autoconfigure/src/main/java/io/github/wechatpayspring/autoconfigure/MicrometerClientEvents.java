package io.github.wechatpayspring.autoconfigure;

import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.client.observation.ClientEvents;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Measures what happens on the way of a merchant's calls.
 */
final class MicrometerClientEvents implements ClientEvents {

	private static final String MERCHANT = "merchant";

	private static final String OPERATION = "operation";

	private static final String NONE = "NONE";

	private final MeterRegistry registry;

	private final String merchant;

	private final Timer signing;

	private final Timer verification;

	MicrometerClientEvents(MeterRegistry registry, String merchant) {
		this.registry = registry;
		this.merchant = merchant;
		this.signing = Timer.builder("wechatpay.client.sign")
			.description("Time to sign a request")
			.tag(MERCHANT, merchant)
			.register(registry);
		this.verification = Timer.builder("wechatpay.client.verify")
			.description("Time to verify the signature of an answer")
			.tag(MERCHANT, merchant)
			.register(registry);
	}

	@Override
	public void signed(long nanoseconds) {
		this.signing.record(nanoseconds, TimeUnit.NANOSECONDS);
	}

	@Override
	public void verified(long nanoseconds, WechatPaySecurityException.@Nullable Reason failure) {
		this.verification.record(nanoseconds, TimeUnit.NANOSECONDS);
		if (failure != null) {
			this.registry
				.counter("wechatpay.client.verification.failures", MERCHANT, this.merchant, "reason", failure.name())
				.increment();
		}
	}

	@Override
	public void repeated(@Nullable String operation) {
		this.registry.counter("wechatpay.client.retries", MERCHANT, this.merchant, OPERATION, text(operation))
			.increment();
	}

	@Override
	public void changedHost(@Nullable String operation, boolean toBackup) {
		this.registry
			.counter("wechatpay.client.failovers", MERCHANT, this.merchant, OPERATION, text(operation), "host",
					(toBackup) ? "backup" : "primary")
			.increment();
	}

	@Override
	public void waited(@Nullable String operation, Limiter limiter, long nanoseconds, boolean admitted) {
		this.registry
			.timer("wechatpay.client.limiter.wait", MERCHANT, this.merchant, OPERATION, text(operation), "limiter",
					limiter.name(), "outcome", (admitted) ? "ADMITTED" : "REFUSED")
			.record(nanoseconds, TimeUnit.NANOSECONDS);
	}

	private static String text(@Nullable String operation) {
		return Objects.requireNonNullElse(operation, NONE);
	}

}
