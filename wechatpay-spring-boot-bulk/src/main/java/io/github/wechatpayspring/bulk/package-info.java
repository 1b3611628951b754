/**
 * Issues coupons in bulk: a list of users becomes a job, each of whose lines is issued
 * exactly once.
 */
@NullMarked
package io.github.wechatpayspring.bulk;

import org.jspecify.annotations.NullMarked;
