/**
 * Outcomes that callers are told, compared with what WeChat Pay did, when something
 * fails.
 */
package io.github.wechatpayspring.endtoend.faults;
