/**
 * Fields of requests and responses: how they are checked, masked, encrypted and written
 * as JSON. Not for applications.
 */
@NullMarked
package io.github.wechatpayspring.field;

import org.jspecify.annotations.NullMarked;
