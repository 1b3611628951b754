/**
 * What keeps a call safe when something fails: retry, the backup host, limits, and an
 * orderly end.
 */
@NullMarked
package io.github.wechatpayspring.client.resilience;

import org.jspecify.annotations.NullMarked;
