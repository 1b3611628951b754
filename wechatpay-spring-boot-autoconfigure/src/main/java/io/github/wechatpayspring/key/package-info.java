/**
 * Key material and what is done with it: reading, signing, verifying and encrypting.
 * Knows no HTTP.
 */
@NullMarked
package io.github.wechatpayspring.key;

import org.jspecify.annotations.NullMarked;
