/**
 * The page that shows what a user holds.
 */
@NullMarked
package io.github.wechatpayspring.sample.pages.wallet;

import org.jspecify.annotations.NullMarked;
