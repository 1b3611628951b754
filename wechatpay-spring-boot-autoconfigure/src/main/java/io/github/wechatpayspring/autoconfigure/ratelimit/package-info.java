/**
 * Auto-configuration of rate limits that all instances of an application share.
 */
@NullMarked
package io.github.wechatpayspring.autoconfigure.ratelimit;

import org.jspecify.annotations.NullMarked;
