/**
 * The signed and verified HTTP exchange with WeChat Pay.
 */
@NullMarked
package io.github.wechatpayspring.client;

import org.jspecify.annotations.NullMarked;
