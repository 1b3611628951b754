package io.github.wechatpayspring.simulator;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A coupon, card or amount of multi-use credit that a user was given.
 *
 * @param id the {@code coupon_id}, {@code card_code} or {@code coupon_code}
 * @param stock the stock it comes from, as it was at that time
 * @param openid the user
 * @param appid the appid that gave it
 * @param outRequestNo the merchant's number of the request
 * @param value face value in fen; 0 for consumer cards and product coupons
 * @param minimum least amount in fen of an order that can use it
 * @param createTime when it was given
 * @param status its state
 * @param balance what is left to use of the value, in fen
 */
public record IssuedCoupon(String id, Stock stock, String openid, String appid, String outRequestNo, long value,
		long minimum, Instant createTime, CouponStatus status, long balance) {

	IssuedCoupon withStatus(CouponStatus status) {
		return new IssuedCoupon(this.id, this.stock, this.openid, this.appid, this.outRequestNo, this.value,
				this.minimum, this.createTime, status, (status != CouponStatus.USED) ? this.balance : 0);
	}

	/**
	 * Use the coupon.
	 * @param amount how much of multi-use credit, {@code null} for all that is left
	 * @return the coupon afterwards
	 */
	IssuedCoupon redeem(@Nullable Long amount) {
		if (this.stock.type() != StockType.FAVOR && this.stock.type() != StockType.MULTIUSE) {
			throw new IllegalArgumentException(
					"Only cash coupons and multi-use credit can be redeemed, which '%s' is not".formatted(this.id));
		}
		if (this.status != CouponStatus.SENDED) {
			throw new IllegalStateException("Coupon '%s' is %s".formatted(this.id, this.status));
		}
		if (amount == null || this.stock.type() == StockType.FAVOR) {
			checkWhole(amount);
			return withStatus(CouponStatus.USED);
		}
		if (amount <= 0 || amount > this.balance) {
			throw new IllegalArgumentException(
					"Of '%s' 1 to %d fen can be used, not %d".formatted(this.id, this.balance, amount));
		}
		return new IssuedCoupon(this.id, this.stock, this.openid, this.appid, this.outRequestNo, this.value,
				this.minimum, this.createTime, (amount < this.balance) ? CouponStatus.SENDED : CouponStatus.USED,
				this.balance - amount);
	}

	private void checkWhole(@Nullable Long amount) {
		if (amount != null) {
			throw new IllegalArgumentException("A cash coupon such as '%s' is used as a whole".formatted(this.id));
		}
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
