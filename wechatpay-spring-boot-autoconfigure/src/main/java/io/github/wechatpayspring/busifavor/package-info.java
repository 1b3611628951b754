/**
 * Merchant coupons (商家券) of users: issued, listed, redeemed, returned and deactivated.
 */
@NullMarked
package io.github.wechatpayspring.busifavor;

import org.jspecify.annotations.NullMarked;
