/**
 * Reads and checks what is configured for merchants, without calling WeChat Pay.
 * Internal.
 */
@NullMarked
package io.github.wechatpayspring.merchant.settings;

import org.jspecify.annotations.NullMarked;
