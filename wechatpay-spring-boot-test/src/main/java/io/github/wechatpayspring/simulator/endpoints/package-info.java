/**
 * What the calls do.
 */
@NullMarked
package io.github.wechatpayspring.simulator.endpoints;

import org.jspecify.annotations.NullMarked;
