/**
 * Fields of requests and responses: how they are checked, masked, encrypted and written
 * as JSON.
 */
@NullMarked
package io.github.wechatpayspring.field;

import org.jspecify.annotations.NullMarked;
