package io.github.wechatpayspring.bulk;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * When a job sends and when it stops.
 *
 * @param canary how many lines are sent before somebody has to approve, 0 for none
 * @param cap how many coupons are issued at most, {@code null} for no cap
 * @param startAt when it begins at the earliest, {@code null} for at once
 * @param quietHours when nothing is sent, {@code null} for never
 * @param maxRefusalsInARow after how many refusals in a row on one machine it halts,
 * {@code null} for no limit
 * @param maxRefusedShare above which share of refusals it halts, {@code null} for no
 * limit
 */
public record BulkRules(int canary, @Nullable Long cap, @Nullable Instant startAt, @Nullable QuietHours quietHours,
		@Nullable Integer maxRefusalsInARow, @Nullable Double maxRefusedShare) {

	/**
	 * Check the rules.
	 * @throws IllegalArgumentException if one is out of range; its name is in the message
	 */
	public BulkRules {
		if (canary < 0) {
			throw new IllegalArgumentException("'canary' must be 0 or more, but is %d".formatted(canary));
		}
		if (cap != null && cap < 1) {
			throw new IllegalArgumentException("'cap' must be at least 1, but is %d".formatted(cap));
		}
		if (maxRefusalsInARow != null && maxRefusalsInARow < 1) {
			throw new IllegalArgumentException(
					"'maxRefusalsInARow' must be at least 1, but is %d".formatted(maxRefusalsInARow));
		}
		if (maxRefusedShare != null && !(maxRefusedShare > 0 && maxRefusedShare < 1)) {
			throw new IllegalArgumentException(
					"'maxRefusedShare' must be between 0 and 1, but is %s".formatted(maxRefusedShare));
		}
	}

}
