/**
 * Records each call as it goes over the wire, and shows why its response can be trusted.
 */
@NullMarked
package io.github.wechatpayspring.sample.pages.wire;

import org.jspecify.annotations.NullMarked;
