/**
 * Bills: the files that WeChat Pay settles coupons with.
 */
@NullMarked
package io.github.wechatpayspring.bill;

import org.jspecify.annotations.NullMarked;
