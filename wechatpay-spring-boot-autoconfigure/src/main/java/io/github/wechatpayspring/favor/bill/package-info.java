/**
 * Bills of stocks of cash coupons (代金券账单).
 */
@NullMarked
package io.github.wechatpayspring.favor.bill;

import org.jspecify.annotations.NullMarked;
