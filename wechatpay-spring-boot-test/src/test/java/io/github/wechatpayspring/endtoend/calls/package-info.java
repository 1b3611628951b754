/**
 * Calls of each service, by one caller and by many, for one merchant and for several.
 */
package io.github.wechatpayspring.endtoend.calls;
