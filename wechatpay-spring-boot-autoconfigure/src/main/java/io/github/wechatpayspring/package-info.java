/**
 * What every part of the library shares: the exceptions, and the mark of a sensitive
 * field.
 */
@NullMarked
package io.github.wechatpayspring;

import org.jspecify.annotations.NullMarked;
