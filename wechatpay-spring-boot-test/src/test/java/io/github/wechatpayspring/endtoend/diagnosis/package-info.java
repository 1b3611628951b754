/**
 * What a merchant is told of mistakes in the configuration, and of what is in the way.
 */
package io.github.wechatpayspring.endtoend.diagnosis;
