/**
 * Puts merchants together, keeps those that there are, and renews their keys. Not for
 * applications.
 */
@NullMarked
package io.github.wechatpayspring.merchant.assembly;

import org.jspecify.annotations.NullMarked;
