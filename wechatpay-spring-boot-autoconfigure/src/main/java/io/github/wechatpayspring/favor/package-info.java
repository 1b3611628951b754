/**
 * Cash coupons (代金券).
 */
@NullMarked
package io.github.wechatpayspring.favor;

import org.jspecify.annotations.NullMarked;
