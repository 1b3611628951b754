/**
 * Auto-configuration of the WeChat Pay coupon services for Spring Boot.
 */
@NullMarked
package io.github.wechatpayspring.autoconfigure;

import org.jspecify.annotations.NullMarked;
