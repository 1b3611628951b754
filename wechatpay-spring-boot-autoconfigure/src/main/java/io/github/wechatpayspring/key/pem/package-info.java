/**
 * Reads keys, certificates and serial numbers in the forms that people have them in, and
 * says what is there instead if it is something else. Not for applications.
 */
@NullMarked
package io.github.wechatpayspring.key.pem;

import org.jspecify.annotations.NullMarked;
