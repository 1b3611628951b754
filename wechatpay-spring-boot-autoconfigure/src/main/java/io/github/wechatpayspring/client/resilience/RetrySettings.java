package io.github.wechatpayspring.client.resilience;

import java.time.Duration;

/**
 * How calls are retried after a failure.
 *
 * @param enabled whether they are
 * @param maxAttempts how often a call is sent at most, the first time included
 * @param timeout how long after its start a call may be retried
 * @param initialDelay the longest wait before the second attempt; doubled before each
 * further one. The wait is chosen by chance between nothing and that
 * @param maxDelay the longest wait before any attempt
 * @param maxShare how many retries there may be for each call that succeeds, once a
 * reserve of {@value RetryBudget#RESERVE} is used up, between 0 and 1
 */
public record RetrySettings(boolean enabled, int maxAttempts, Duration timeout, Duration initialDelay,
		Duration maxDelay, double maxShare) {

	/**
	 * Settings of calls that are never retried.
	 * @return the settings
	 */
	public static RetrySettings disabled() {
		return new RetrySettings(false, 1, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);
	}

}
