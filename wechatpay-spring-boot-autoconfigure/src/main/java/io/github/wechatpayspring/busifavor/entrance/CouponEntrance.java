package io.github.wechatpayspring.busifavor.entrance;

import io.github.wechatpayspring.field.MaskedText;

/**
 * The coupon with which a user entered a mini program.
 *
 * @param stockId id of the stock
 * @param openid openid of the user
 * @param couponCode code of the coupon
 */
public record CouponEntrance(String stockId, String openid, String couponCode) {

	@Override
	public String toString() {
		return MaskedText.of(this);
	}

}
