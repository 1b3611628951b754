/**
 * Reads the descriptions of the calls and writes the library's requests, responses and
 * HTTP interfaces. Runs while the library is built; nothing of it is published.
 */
@NullMarked
package io.github.wechatpayspring.api;

import org.jspecify.annotations.NullMarked;
