/**
 * Reads keys, certificates and serial numbers in the forms that people have them in, and
 * says what is there instead if it is something else.
 */
@NullMarked
package io.github.wechatpayspring.key.pem;

import org.jspecify.annotations.NullMarked;
