/**
 * What an application may add to calls, and what keeps it from changing more than that.
 */
@NullMarked
package io.github.wechatpayspring.client.customizer;

import org.jspecify.annotations.NullMarked;
