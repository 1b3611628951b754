/**
 * A strict WeChat Pay on loopback for tests and for development without an account.
 */
@NullMarked
package io.github.wechatpayspring.simulator;

import org.jspecify.annotations.NullMarked;
