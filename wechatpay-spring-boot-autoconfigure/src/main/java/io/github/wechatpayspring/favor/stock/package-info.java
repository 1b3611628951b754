/**
 * Stocks of cash coupons (代金券批次): created, started, paused and looked up.
 */
@NullMarked
package io.github.wechatpayspring.favor.stock;

import org.jspecify.annotations.NullMarked;
