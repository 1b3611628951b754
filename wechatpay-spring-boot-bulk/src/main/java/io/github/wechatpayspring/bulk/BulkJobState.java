package io.github.wechatpayspring.bulk;

/**
 * The state of a job.
 */
public enum BulkJobState {

	/**
	 * All lines are stored, and nothing is sent until it is started.
	 */
	CREATED,

	/**
	 * Coupons are issued, or will be at its start time, after quiet hours or in a later
	 * pass.
	 */
	RUNNING,

	/**
	 * Paused by somebody, until it is resumed.
	 */
	PAUSED,

	/**
	 * Stopped by a rule of the job, see {@link HaltReason}, until it is resumed.
	 */
	HALTED,

	/**
	 * Cancelled for good. Lines that were not sent stay so.
	 */
	CANCELLED,

	/**
	 * Each line has its outcome.
	 */
	FINISHED

}
