/**
 * The whole life of coupons, with every call, every fault and every field that is
 * described.
 */
package io.github.wechatpayspring.endtoend.lifecycle;
