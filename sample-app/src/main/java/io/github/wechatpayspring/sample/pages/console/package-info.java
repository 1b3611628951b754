/**
 * The page that gives a coupon.
 */
@NullMarked
package io.github.wechatpayspring.sample.pages.console;

import org.jspecify.annotations.NullMarked;
