/**
 * What WeChat Pay calls back (回调通知): verification, decryption and typed notifications.
 */
@NullMarked
package io.github.wechatpayspring.notification;

import org.jspecify.annotations.NullMarked;
