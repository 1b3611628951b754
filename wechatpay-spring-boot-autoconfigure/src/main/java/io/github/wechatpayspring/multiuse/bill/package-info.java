/**
 * Bills of stocks of multi-use credit (消费金账单).
 */
@NullMarked
package io.github.wechatpayspring.multiuse.bill;

import org.jspecify.annotations.NullMarked;
