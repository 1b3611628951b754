package io.github.wechatpayspring.bulk.ledger;

import io.github.wechatpayspring.bulk.BulkJobState;
import io.github.wechatpayspring.bulk.HaltReason;
import org.jspecify.annotations.Nullable;

/**
 * A job as it is stored. Times are milliseconds since 1970.
 *
 * @param id what stands for its name in all tables
 * @param name its name
 * @param definition what it issues and when
 * @param fingerprint what its lines have in common with the same lines in another order
 * @param lines how many lines it has
 * @param lanes how many of its chunks are worked on at once
 * @param state its state
 * @param haltReason why it halted, {@code null} if it did not
 * @param canary how many lines are sent before somebody has to approve; 0 once it was
 * approved
 * @param cap how many coupons are issued at most, {@code null} for no cap
 * @param maxRefusedShare above which share of refusals it halts, {@code null} for no
 * limit
 * @param createdAt when it was created
 * @param startedAt when it was started first, {@code null} if it was not
 * @param resumedAt when it was started or resumed last, {@code null} if it was not
 * @param finishedAt when it finished or was cancelled, {@code null} if it was not
 */
public record Job(String id, String name, JobDefinition definition, String fingerprint, long lines, int lanes,
		BulkJobState state, @Nullable HaltReason haltReason, int canary, @Nullable Long cap,
		@Nullable Double maxRefusedShare, long createdAt, @Nullable Long startedAt, @Nullable Long resumedAt,
		@Nullable Long finishedAt) {

	/**
	 * Return whether coupons may be issued.
	 * @return whether it runs
	 */
	public boolean isRunning() {
		return this.state == BulkJobState.RUNNING;
	}

}
