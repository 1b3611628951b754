/**
 * The page that shows what a user holds.
 */
@NullMarked
package io.github.wechatpayspring.sample.wallet;

import org.jspecify.annotations.NullMarked;
