/**
 * The page that issues a coupon.
 */
@NullMarked
package io.github.wechatpayspring.sample.pages.console;

import org.jspecify.annotations.NullMarked;
