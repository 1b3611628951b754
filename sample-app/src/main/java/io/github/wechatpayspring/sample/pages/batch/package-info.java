/**
 * The pages that give a coupon to each of many users.
 */
@NullMarked
package io.github.wechatpayspring.sample.pages.batch;

import org.jspecify.annotations.NullMarked;
