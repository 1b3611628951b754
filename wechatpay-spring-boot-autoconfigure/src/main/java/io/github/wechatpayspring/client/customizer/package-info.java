/**
 * What an application may add to calls, and what keeps it from changing more than that.
 * Not for applications.
 */
@NullMarked
package io.github.wechatpayspring.client.customizer;

import org.jspecify.annotations.NullMarked;
