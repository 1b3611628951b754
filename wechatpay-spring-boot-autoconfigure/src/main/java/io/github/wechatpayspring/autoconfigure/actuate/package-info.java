/**
 * Health, endpoint and meters of merchants, their keys and their calls.
 */
@NullMarked
package io.github.wechatpayspring.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
