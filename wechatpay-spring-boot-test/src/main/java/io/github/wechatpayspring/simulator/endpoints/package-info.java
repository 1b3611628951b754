/**
 * The calls that the simulator serves, their parameters and errors, and the ledger of the
 * coupons that they issue.
 */
@NullMarked
package io.github.wechatpayspring.simulator.endpoints;

import org.jspecify.annotations.NullMarked;
