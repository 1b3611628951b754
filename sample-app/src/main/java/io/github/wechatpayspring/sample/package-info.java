/**
 * A small merchant application that gives coupons.
 */
@NullMarked
package io.github.wechatpayspring.sample;

import org.jspecify.annotations.NullMarked;
