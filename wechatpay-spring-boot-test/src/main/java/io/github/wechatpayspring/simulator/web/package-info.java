/**
 * Pages that show a simulator in a browser.
 */
@NullMarked
package io.github.wechatpayspring.simulator.web;

import org.jspecify.annotations.NullMarked;
