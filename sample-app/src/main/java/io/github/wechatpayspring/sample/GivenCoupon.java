package io.github.wechatpayspring.sample;

import org.jspecify.annotations.Nullable;

/**
 * A coupon that a user got.
 *
 * @param kind what it is
 * @param outRequestNo the merchant's number of the request
 * @param id WeChat Pay's id or code of the coupon
 * @param requestId the id that WeChat Pay's support asks for
 * @param milliseconds how long it took
 */
public record GivenCoupon(String kind, String outRequestNo, String id, @Nullable String requestId, long milliseconds) {

}
