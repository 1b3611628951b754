package io.github.wechatpayspring.sample.pages.batch;

import io.github.wechatpayspring.sample.CouponOrder;
import org.jspecify.annotations.Nullable;

/**
 * One coupon of a batch. The person that multi-use credit is for is forgotten once the
 * outcome is certain.
 *
 * @param number the line of the input
 * @param openid the user
 * @param outRequestNo the merchant's number
 * @param outcome what became of it
 * @param code WeChat Pay's code or the type of the exception, if it failed
 * @param message what that means and what to do
 * @param id WeChat Pay's id or code of the coupon
 * @param requestId the id that WeChat Pay's support asks for
 * @param order what to send, {@code null} once the outcome is certain
 */
record BatchLine(int number, String openid, String outRequestNo, Outcome outcome, @Nullable String code,
		@Nullable String message, @Nullable String id, @Nullable String requestId, @Nullable CouponOrder order) {

	/**
	 * What became of a line.
	 */
	enum Outcome {

		WAITING, GIVEN, REFUSED, UNKNOWN

	}

	BatchLine(int number, CouponOrder order) {
		this(number, order.openid(), order.outRequestNo(), Outcome.WAITING, null, null, null, null, order);
	}

	BatchLine given(String id, @Nullable String requestId) {
		return new BatchLine(this.number, this.openid, this.outRequestNo, Outcome.GIVEN, null, null, id, requestId,
				null);
	}

	BatchLine refused(String code, @Nullable String message, @Nullable String requestId) {
		return new BatchLine(this.number, this.openid, this.outRequestNo, Outcome.REFUSED, code, message, null,
				requestId, null);
	}

	BatchLine unknown(String code, @Nullable String message, @Nullable String requestId) {
		return new BatchLine(this.number, this.openid, this.outRequestNo, Outcome.UNKNOWN, code, message, null,
				requestId, this.order);
	}

	BatchLine again() {
		return new BatchLine(this.number, this.openid, this.outRequestNo, Outcome.WAITING, null, null, null, null,
				this.order);
	}

	/**
	 * Name the line without its user.
	 */
	@Override
	public String toString() {
		return "BatchLine[%d, %s]".formatted(this.number, this.outcome);
	}

}
