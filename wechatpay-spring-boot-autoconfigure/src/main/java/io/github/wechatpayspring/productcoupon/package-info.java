/**
 * Product coupons: merchant coupons linked to product data (商品券).
 */
@NullMarked
package io.github.wechatpayspring.productcoupon;

import org.jspecify.annotations.NullMarked;
