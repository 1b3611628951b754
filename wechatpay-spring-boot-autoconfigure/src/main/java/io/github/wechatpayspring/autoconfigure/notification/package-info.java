/**
 * The endpoint for notifications, in Spring MVC and WebFlux, and where handled ones are
 * remembered.
 */
@NullMarked
package io.github.wechatpayspring.autoconfigure.notification;

import org.jspecify.annotations.NullMarked;
