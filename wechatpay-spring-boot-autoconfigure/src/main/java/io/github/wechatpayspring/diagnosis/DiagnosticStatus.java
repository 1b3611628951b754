package io.github.wechatpayspring.diagnosis;

/**
 * How a check ended.
 */
public enum DiagnosticStatus {

	/**
	 * All is well.
	 */
	PASSED,

	/**
	 * It works, but is not as it should be.
	 */
	WARNING,

	/**
	 * It does not work.
	 */
	FAILED,

	/**
	 * Not checked, since there is nothing to check or it cannot be known.
	 */
	SKIPPED

}
