package io.github.wechatpayspring.diagnosis;

import io.github.wechatpayspring.BilingualText;
import org.jspecify.annotations.Nullable;

/**
 * The result of one check. Holds nothing secret.
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
	 * Return whether the check failed.
	 * @return whether the status is {@link DiagnosticStatus#FAILED}
	 */
	public boolean isFailed() {
		return this.status == DiagnosticStatus.FAILED;
	}

}
