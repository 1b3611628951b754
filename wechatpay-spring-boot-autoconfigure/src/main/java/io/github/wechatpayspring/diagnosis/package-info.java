/**
 * Finds out why calls to WeChat Pay do not work, check by check.
 */
@NullMarked
package io.github.wechatpayspring.diagnosis;

import org.jspecify.annotations.NullMarked;
