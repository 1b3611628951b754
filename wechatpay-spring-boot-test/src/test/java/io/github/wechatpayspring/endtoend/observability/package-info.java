/**
 * What logs, metrics, traces and {@code toString} show, and what they must never show.
 */
package io.github.wechatpayspring.endtoend.observability;
