/**
 * What is sent to the byte, and responses that are broken, late or never end.
 */
package io.github.wechatpayspring.endtoend.wire;
