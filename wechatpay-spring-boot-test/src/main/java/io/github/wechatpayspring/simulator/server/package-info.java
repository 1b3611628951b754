/**
 * The simulator at work: the socket it listens on, the way of a request to its response,
 * and the faults on that way.
 */
@NullMarked
package io.github.wechatpayspring.simulator.server;

import org.jspecify.annotations.NullMarked;
