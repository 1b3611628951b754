/**
 * The notifications that the simulator sends: their content, their URLs and the attempts
 * to deliver them.
 */
@NullMarked
package io.github.wechatpayspring.simulator.callbacks;

import org.jspecify.annotations.NullMarked;
