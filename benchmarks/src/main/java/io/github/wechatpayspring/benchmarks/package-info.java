/**
 * What a signed call costs, beside other clients and beside the least it could cost.
 */
@NullMarked
package io.github.wechatpayspring.benchmarks;

import org.jspecify.annotations.NullMarked;
