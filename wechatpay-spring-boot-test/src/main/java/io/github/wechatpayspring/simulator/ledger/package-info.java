/**
 * What WeChat Pay remembers: stocks and what was issued from them, coupons and what
 * became of them, codes, subsidies, and the numbers of requests.
 */
@NullMarked
package io.github.wechatpayspring.simulator.ledger;

import org.jspecify.annotations.NullMarked;
