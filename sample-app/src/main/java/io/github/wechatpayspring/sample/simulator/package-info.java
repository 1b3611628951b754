/**
 * The simulator of WeChat Pay that the sample runs on, with the merchant's stocks.
 */
@NullMarked
package io.github.wechatpayspring.sample.simulator;

import org.jspecify.annotations.NullMarked;
