package io.github.wechatpayspring.simulator.ledger;

import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.simulator.CouponStatus;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.StockType;
import io.github.wechatpayspring.simulator.ledger.CouponEvent.Type;
import org.jspecify.annotations.Nullable;

/**
 * A coupon and what became of it. Not safe for use by several threads: the ledger is.
 */
public final class CouponAccount {

	private IssuedCoupon coupon;

	private final List<CouponEvent> events = new ArrayList<>();

	CouponAccount(IssuedCoupon coupon) {
		this.coupon = coupon;
	}

	/**
	 * Return the coupon.
	 * @return the coupon, which may have expired since it was last changed
	 */
	public IssuedCoupon coupon() {
		return this.coupon;
	}

	/**
	 * Return what became of it.
	 * @return the events, oldest first
	 */
	public List<CouponEvent> events() {
		return this.events;
	}

	/**
	 * Return the last event of a kind.
	 * @param type the kind
	 * @return the event, {@code null} if there was none
	 */
	public @Nullable CouponEvent last(Type type) {
		CouponEvent last = null;
		for (CouponEvent event : this.events) {
			last = (event.type() == type) ? event : last;
		}
		return last;
	}

	/**
	 * Return the order that it is linked to.
	 * @return the link, {@code null} if there is none
	 */
	public @Nullable CouponEvent association() {
		CouponEvent association = null;
		for (CouponEvent event : this.events) {
			if (event.type() == Type.ASSOCIATED) {
				association = event;
			}
			else if (event.type() == Type.DISASSOCIATED) {
				association = null;
			}
		}
		return association;
	}

	/**
	 * Change the coupon.
	 * @param status its state from now on
	 * @param event what became of it
	 */
	public void change(CouponStatus status, CouponEvent event) {
		setStatus(status);
		this.events.add(event);
	}

	void setStatus(CouponStatus status) {
		this.coupon = this.coupon.with(status, (status != CouponStatus.USED) ? this.coupon.balance() : 0);
	}

	/**
	 * Use it for a payment.
	 * @param amount how much of multi-use credit, {@code null} for all that is left
	 * @return how much was used, in fen
	 */
	long redeem(@Nullable Long amount) {
		requireType("redeemed");
		if (this.coupon.status() != CouponStatus.SENDED) {
			throw new IllegalStateException("Coupon '%s' is %s".formatted(this.coupon.id(), this.coupon.status()));
		}
		long used = (amount != null) ? amount : this.coupon.balance();
		if (amount != null && this.coupon.stock().type() == StockType.FAVOR) {
			throw new IllegalArgumentException(
					"A cash coupon such as '%s' is used as a whole".formatted(this.coupon.id()));
		}
		long left = this.coupon.balance() - used;
		if (amount != null && (amount <= 0 || left < 0)) {
			throw new IllegalArgumentException("Of '%s' 1 to %d fen can be used, not %d".formatted(this.coupon.id(),
					this.coupon.balance(), amount));
		}
		this.coupon = this.coupon.with((left > 0) ? CouponStatus.SENDED : CouponStatus.USED, left);
		return used;
	}

	/**
	 * Take back all that it was used for.
	 * @return how much that was, in fen
	 */
	long refund() {
		requireType("refunded");
		long used = this.coupon.value() - this.coupon.balance();
		if (this.coupon.status() != CouponStatus.USED && used == 0) {
			throw new IllegalStateException("Coupon '%s' was not used".formatted(this.coupon.id()));
		}
		this.coupon = this.coupon.with(CouponStatus.SENDED, this.coupon.value());
		return used;
	}

	private void requireType(String change) {
		StockType type = this.coupon.stock().type();
		if (type != StockType.FAVOR && type != StockType.MULTIUSE) {
			throw new IllegalArgumentException("Only cash coupons and multi-use credit can be %s, which '%s' is not"
				.formatted(change, this.coupon.id()));
		}
	}

	void add(CouponEvent event) {
		this.events.add(event);
	}

	@Override
	public String toString() {
		return this.coupon.toString();
	}

}
