/**
 * A small merchant application that issues coupons.
 */
@NullMarked
package io.github.wechatpayspring.sample;

import org.jspecify.annotations.NullMarked;
