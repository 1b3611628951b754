package io.github.wechatpayspring.bulk;

/**
 * Why a job halted by itself.
 */
public enum HaltReason {

	/**
	 * The first lines were sent, and the others wait for somebody's approval.
	 */
	CANARY,

	/**
	 * As many coupons were issued as the job may.
	 */
	CAP,

	/**
	 * Too many lines in a row were refused.
	 */
	REFUSALS_IN_A_ROW,

	/**
	 * Too large a share of the lines was refused.
	 */
	REFUSED_SHARE

}
