/**
 * The simulator in Spring Boot applications and their tests.
 */
@NullMarked
package io.github.wechatpayspring.simulator.autoconfigure;

import org.jspecify.annotations.NullMarked;
