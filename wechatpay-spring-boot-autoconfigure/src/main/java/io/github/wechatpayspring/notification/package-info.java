/**
 * Notifications (回调通知): verified, decrypted and typed, and the URLs they are sent to.
 */
@NullMarked
package io.github.wechatpayspring.notification;

import org.jspecify.annotations.NullMarked;
