/**
 * Notifications on their way to the listeners of an application.
 */
package io.github.wechatpayspring.endtoend.notifications;
