package io.github.wechatpayspring.client.resilience;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps retries a share of the calls, so that they do not add to the load of a service
 * that is failing. Each retry takes from a reserve that successful calls fill up.
 */
final class RetryBudget {

	static final int RESERVE = 100;

	private static final long WHOLE = 1000;

	private final AtomicLong reserve = new AtomicLong(RESERVE * WHOLE);

	private final long share;

	/**
	 * Create a budget.
	 * @param maxShare how much of a retry each successful call pays for
	 */
	RetryBudget(double maxShare) {
		this.share = Math.round(maxShare * WHOLE);
	}

	boolean takeOne() {
		for (;;) {
			long current = this.reserve.get();
			if (current < WHOLE) {
				return false;
			}
			if (this.reserve.compareAndSet(current, current - WHOLE)) {
				return true;
			}
		}
	}

	void succeeded() {
		long current = this.reserve.get();
		if (current < RESERVE * WHOLE) {
			// one that is lost to another thread does not matter
			this.reserve.compareAndSet(current, Math.min(current + this.share, RESERVE * WHOLE));
		}
	}

}
