/**
 * Receives deliveries of notifications and has each notification handled once. Not for
 * applications.
 */
@NullMarked
package io.github.wechatpayspring.notification.delivery;

import org.jspecify.annotations.NullMarked;
