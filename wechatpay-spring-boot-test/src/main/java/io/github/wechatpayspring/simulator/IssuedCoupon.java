package io.github.wechatpayspring.simulator;

import java.time.Instant;

/**
 * A coupon, card or amount of multi-use credit that was issued to a user.
 *
 * @param id the {@code coupon_id}, {@code card_code} or {@code coupon_code}
 * @param stock the stock it comes from, as it was at that time
 * @param openid the user
 * @param appid the appid that issued it
 * @param outRequestNo the merchant's number of the request
 * @param value face value in fen; 0 for consumer cards and product coupons
 * @param minimum least amount in fen of an order that can use it
 * @param createTime when it was issued
 * @param availableBeginTime when it can be used from on
 * @param availableEndTime when it expires
 * @param status its state
 * @param balance what is left to use of the value, in fen
 */
public record IssuedCoupon(String id, Stock stock, String openid, String appid, String outRequestNo, long value,
		long minimum, Instant createTime, Instant availableBeginTime, Instant availableEndTime, CouponStatus status,
		long balance) {

	/**
	 * Return the coupon in another state.
	 * @param status the state
	 * @param balance what is left to use of the value, in fen
	 * @return the coupon
	 */
	public IssuedCoupon with(CouponStatus status, long balance) {
		return new IssuedCoupon(this.id, this.stock, this.openid, this.appid, this.outRequestNo, this.value,
				this.minimum, this.createTime, this.availableBeginTime, this.availableEndTime, status, balance);
	}

	/**
	 * Return the coupon as it is at some time: what is not used by then expires.
	 * @param time the time
	 * @return the coupon
	 */
	public IssuedCoupon at(Instant time) {
		return (this.status == CouponStatus.SENDED && time.isAfter(this.availableEndTime))
				? with(CouponStatus.EXPIRED, this.balance) : this;
	}

	/**
	 * Name the coupon without its user.
	 */
	@Override
	public String toString() {
		return "IssuedCoupon[%s %s of stock %s, openid=***, outRequestNo=%s, %s]".formatted(this.stock.type(), this.id,
				this.stock.id(), this.outRequestNo, this.status);
	}

}
