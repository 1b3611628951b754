/**
 * Consumer cards (消费卡).
 */
@NullMarked
package io.github.wechatpayspring.consumercard;

import org.jspecify.annotations.NullMarked;
