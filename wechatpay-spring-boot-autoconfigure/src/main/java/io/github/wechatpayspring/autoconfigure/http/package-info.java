/**
 * The HTTP client that carries every call to WeChat Pay, with its timeouts and deadlines.
 */
@NullMarked
package io.github.wechatpayspring.autoconfigure.http;

import org.jspecify.annotations.NullMarked;
