/**
 * Multi-use credit (消费金).
 */
@NullMarked
package io.github.wechatpayspring.multiuse;

import org.jspecify.annotations.NullMarked;
