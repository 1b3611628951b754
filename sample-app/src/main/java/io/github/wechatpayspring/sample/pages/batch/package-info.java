/**
 * The pages that issue a coupon to each of many users.
 */
@NullMarked
package io.github.wechatpayspring.sample.pages.batch;

import org.jspecify.annotations.NullMarked;
