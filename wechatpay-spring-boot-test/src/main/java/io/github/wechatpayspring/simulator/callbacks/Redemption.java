package io.github.wechatpayspring.simulator.callbacks;

import io.github.wechatpayspring.simulator.IssuedCoupon;

/**
 * A coupon that was redeemed, as a whole or in part.
 *
 * @param coupon the coupon afterwards
 * @param amount how much of it was redeemed, in fen
 */
public record Redemption(IssuedCoupon coupon, long amount) {

}
