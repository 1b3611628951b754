/**
 * Images that coupons show (营销图片).
 */
@NullMarked
package io.github.wechatpayspring.media;

import org.jspecify.annotations.NullMarked;
