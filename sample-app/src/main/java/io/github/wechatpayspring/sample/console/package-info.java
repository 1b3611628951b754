/**
 * The page that gives a coupon.
 */
@NullMarked
package io.github.wechatpayspring.sample.console;

import org.jspecify.annotations.NullMarked;
