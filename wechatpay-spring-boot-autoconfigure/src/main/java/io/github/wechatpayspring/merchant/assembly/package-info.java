/**
 * Puts merchants together, keeps those that there are, and renews their keys. Internal.
 */
@NullMarked
package io.github.wechatpayspring.merchant.assembly;

import org.jspecify.annotations.NullMarked;
