/**
 * Auto-configuration of bulk issuing.
 */
@NullMarked
package io.github.wechatpayspring.bulk.autoconfigure;

import org.jspecify.annotations.NullMarked;
