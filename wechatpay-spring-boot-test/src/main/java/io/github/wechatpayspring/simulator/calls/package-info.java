/**
 * The calls as they are described: which one a request makes, what its parameters have to
 * look like, and how WeChat Pay refuses those that do not.
 */
@NullMarked
package io.github.wechatpayspring.simulator.calls;

import org.jspecify.annotations.NullMarked;
