package io.github.wechatpayspring.sample.pages.wallet;

import java.time.Instant;
import java.time.OffsetDateTime;

import io.github.wechatpayspring.favor.FavorBusinessType;
import io.github.wechatpayspring.favor.FavorCoupon;
import io.github.wechatpayspring.favor.FavorCouponStatus;
import io.github.wechatpayspring.sample.CouponGivenEvent;
import io.github.wechatpayspring.sample.CouponKind;
import org.jspecify.annotations.Nullable;

/**
 * A coupon as a user sees it.
 *
 * @param kind what it is
 * @param id WeChat Pay's id or code
 * @param name what it is called, {@code null} if WeChat Pay does not list it
 * @param stockId the stock
 * @param status its state in WeChat Pay's words
 * @param value its value in fen
 * @param balance what is left of multi-use credit in fen
 * @param until when it ends
 * @param listed whether WeChat Pay lists it, rather than this application remembering it
 * @param notified when WeChat Pay told that it was used
 */
record WalletCard(CouponKind kind, String id, @Nullable String name, @Nullable String stockId, @Nullable String status,
		@Nullable Long value, @Nullable Long balance, @Nullable OffsetDateTime until, boolean listed,
		@Nullable Instant notified) {

	private static final double FEN_PER_YUAN = 100;

	static WalletCard of(FavorCoupon coupon, @Nullable Instant notified) {
		boolean gold = FavorBusinessType.MULTIUSE.equals(coupon.businessType());
		FavorCoupon.NormalCouponInformation terms = coupon.normalCouponInformation();
		return new WalletCard(gold ? CouponKind.MULTIUSE : CouponKind.FAVOR, coupon.couponId(), coupon.couponName(),
				coupon.stockId(), (coupon.status() != null) ? coupon.status().value() : null,
				(terms != null) ? terms.couponAmount() : null, coupon.availableBalance(), coupon.availableEndTime(),
				true, notified);
	}

	static WalletCard of(CouponGivenEvent given) {
		return new WalletCard(given.kind(), given.id(), null, given.stockId(), null, null, null, null, false, null);
	}

	public boolean isUsable() {
		return FavorCouponStatus.SENDED.value().equals(this.status);
	}

	/**
	 * Return what can be used of it.
	 * @return the amount in yuan, or {@code null} if there is none to tell
	 */
	public @Nullable Double yuan() {
		Long fen = (this.balance != null) ? this.balance : this.value;
		return (fen != null) ? fen / FEN_PER_YUAN : null;
	}

}
