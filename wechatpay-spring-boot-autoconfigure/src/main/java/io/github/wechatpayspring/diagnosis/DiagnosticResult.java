package io.github.wechatpayspring.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * What one check found out. Holds nothing secret.
 *
 * @param name what was checked
 * @param status how it ended
 * @param found what was found
 * @param expected what should have been found
 * @param remedy what to do, {@code null} if nothing has to be done
 */
public record DiagnosticResult(BilingualText name, DiagnosticStatus status, BilingualText found, BilingualText expected,
		@Nullable BilingualText remedy) {

	/**
	 * Tell whether something does not work.
	 * @return whether the status is {@link DiagnosticStatus#FAILED}
	 */
	public boolean isFailed() {
		return this.status == DiagnosticStatus.FAILED;
	}

}
