/**
 * Bulk issuing without code, by properties on the command line.
 */
@NullMarked
package io.github.wechatpayspring.bulk.command;

import org.jspecify.annotations.NullMarked;
