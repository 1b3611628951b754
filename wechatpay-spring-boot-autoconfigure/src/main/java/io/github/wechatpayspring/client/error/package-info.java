/**
 * What a failed call means: error responses, what HTTP clients throw, and advice in
 * English and Chinese. Not for applications.
 */
@NullMarked
package io.github.wechatpayspring.client.error;

import org.jspecify.annotations.NullMarked;
