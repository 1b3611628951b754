package io.github.wechatpayspring.notification;

import io.github.wechatpayspring.WechatPaySecurityException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps failures of another counter away from notifications, whose outcome they must not
 * change.
 */
final class ShieldedCounter implements NotificationCounter {

	private final NotificationCounter counter;

	private final SpacedLog log;

	ShieldedCounter(NotificationCounter counter, SpacedLog log) {
		this.counter = counter;
		this.log = log;
	}

	@Override
	public void count(String merchant, NotificationOutcome outcome, @Nullable WechatPayNotification notification) {
		shield(() -> this.counter.count(merchant, outcome, notification));
	}

	@Override
	public void parsed(String merchant, long nanoseconds, WechatPaySecurityException.@Nullable Reason failure) {
		shield(() -> this.counter.parsed(merchant, nanoseconds, failure));
	}

	private void shield(Runnable counting) {
		try {
			counting.run();
		}
		catch (RuntimeException | Error ex) {
			this.log.warn(NotificationCounter.class, "Notifications cannot be counted", ex);
		}
	}

}
