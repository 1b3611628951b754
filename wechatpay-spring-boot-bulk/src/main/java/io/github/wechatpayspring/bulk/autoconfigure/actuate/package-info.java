/**
 * What the actuator shows of bulk issuing.
 */
@NullMarked
package io.github.wechatpayspring.bulk.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
