package io.github.wechatpayspring.simulator;

/**
 * A coupon that was used.
 *
 * @param coupon the coupon afterwards
 * @param amount how much of it was used, in fen
 */
record Redemption(IssuedCoupon coupon, long amount) {

}
