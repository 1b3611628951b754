/**
 * The keys of WeChat Pay: which are known, which are valid now, and whether a message was
 * signed with one of them. Not for applications.
 */
@NullMarked
package io.github.wechatpayspring.key.platform;

import org.jspecify.annotations.NullMarked;
