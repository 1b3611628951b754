/**
 * Keys and certificates of the simulator and of its merchant, and what is signed and
 * encrypted with them.
 */
@NullMarked
package io.github.wechatpayspring.simulator.crypto;

import org.jspecify.annotations.NullMarked;
