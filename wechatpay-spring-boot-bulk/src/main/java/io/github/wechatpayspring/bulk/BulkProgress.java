package io.github.wechatpayspring.bulk;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Where a job is.
 *
 * @param name the name of the job
 * @param kind what it issues
 * @param merchant the name of the merchant who issues
 * @param stockId the stock, or the consumer card
 * @param state the state of the job
 * @param haltReason why it halted by itself, {@code null} if it did not
 * @param lines how many lines it has
 * @param issued how many of them have a coupon
 * @param refused how many WeChat Pay refused
 * @param unknown how many may have a coupon, which is being found out while the job runs
 * @param inFlight how many are being sent now, or were when a machine was lost that has
 * not been replaced
 * @param refusedByCode how many were refused with each of WeChat Pay's codes
 * @param createdAt when it was created
 * @param startedAt when it was started first, {@code null} if it was not
 * @param finishedAt when it finished or was cancelled, {@code null} if it was not
 * @param linesPerSecond how many lines have been settled a second in the last minute on
 * all machines
 * @param estimatedEnd when it will be done at that rate, {@code null} if there is no
 * telling
 * @param warnings what somebody should look at, for instance that another job has the
 * same lines
 */
public record BulkProgress(String name, BulkCouponKind kind, String merchant, String stockId, BulkJobState state,
		@Nullable HaltReason haltReason, long lines, long issued, long refused, long unknown, long inFlight,
		Map<String, Long> refusedByCode, Instant createdAt, @Nullable Instant startedAt, @Nullable Instant finishedAt,
		double linesPerSecond, @Nullable Instant estimatedEnd, List<String> warnings) {

	/**
	 * Return how many lines are left.
	 * @return those that were not sent
	 */
	public long notSent() {
		return this.lines - this.issued - this.refused - this.unknown - this.inFlight;
	}

	/**
	 * Return whether nothing more will happen.
	 * @return whether it finished or was cancelled
	 */
	public boolean isDone() {
		return this.state == BulkJobState.FINISHED || this.state == BulkJobState.CANCELLED;
	}

}
