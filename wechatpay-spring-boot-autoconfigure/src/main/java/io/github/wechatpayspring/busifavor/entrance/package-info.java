/**
 * Ways from a merchant coupon into a mini program (商家券跳转小程序).
 */
@NullMarked
package io.github.wechatpayspring.busifavor.entrance;

import org.jspecify.annotations.NullMarked;
