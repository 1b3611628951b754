package io.github.wechatpayspring.sample;

import java.time.Instant;

/**
 * A user got a coupon from this application.
 *
 * @param kind what it is
 * @param openid the user
 * @param stockId the stock
 * @param id WeChat Pay's id or code of the coupon
 * @param time when
 */
public record CouponGivenEvent(CouponKind kind, String openid, String stockId, String id, Instant time) {

	/**
	 * Name the coupon without its user.
	 */
	@Override
	public String toString() {
		return "CouponGivenEvent[%s %s of stock %s]".formatted(this.kind, this.id, this.stockId);
	}

}
