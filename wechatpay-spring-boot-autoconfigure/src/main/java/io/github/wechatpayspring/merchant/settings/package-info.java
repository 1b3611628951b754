/**
 * Reads and checks what is configured for merchants, without calling WeChat Pay. Not for
 * applications.
 */
@NullMarked
package io.github.wechatpayspring.merchant.settings;

import org.jspecify.annotations.NullMarked;
