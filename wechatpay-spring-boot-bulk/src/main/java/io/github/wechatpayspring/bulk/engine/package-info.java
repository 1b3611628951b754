/**
 * Works on jobs: reads and checks their lines, sends them, and settles what is unknown.
 */
@NullMarked
package io.github.wechatpayspring.bulk.engine;

import org.jspecify.annotations.NullMarked;
