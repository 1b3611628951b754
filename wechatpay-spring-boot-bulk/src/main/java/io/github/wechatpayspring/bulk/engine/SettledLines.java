package io.github.wechatpayspring.bulk.engine;

import io.github.wechatpayspring.bulk.BulkCouponKind;
import io.github.wechatpayspring.bulk.BulkOutcome.Status;
import org.jspecify.annotations.Nullable;

/**
 * Listens to what becomes of lines.
 */
@FunctionalInterface
public interface SettledLines {

	/**
	 * Take notice of a line that was sent.
	 * @param kind what was to be issued
	 * @param status what became of it
	 * @param code the code of WeChat Pay if it was refused, or what is known of an
	 * unknown outcome
	 */
	void sent(BulkCouponKind kind, Status status, @Nullable String code);

}
