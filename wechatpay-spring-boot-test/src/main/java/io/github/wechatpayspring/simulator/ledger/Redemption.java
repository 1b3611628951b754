package io.github.wechatpayspring.simulator.ledger;

import io.github.wechatpayspring.simulator.IssuedCoupon;

/**
 * A coupon that was redeemed, as a whole or in part.
 *
 * @param coupon the coupon afterwards
 * @param event how much of it was redeemed, when, and for which payment
 */
public record Redemption(IssuedCoupon coupon, CouponEvent event) {

}
