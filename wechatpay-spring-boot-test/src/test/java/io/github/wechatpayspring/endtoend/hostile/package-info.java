/**
 * An application whose beans get in the way of calls.
 */
package io.github.wechatpayspring.endtoend.hostile;
