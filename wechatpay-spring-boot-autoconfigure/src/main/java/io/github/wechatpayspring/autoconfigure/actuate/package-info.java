/**
 * Health, endpoint and meters of merchants, their keys and their calls. Not for
 * applications.
 */
@NullMarked
package io.github.wechatpayspring.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
