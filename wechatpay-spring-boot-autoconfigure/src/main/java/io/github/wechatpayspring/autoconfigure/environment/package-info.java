/**
 * What follows the environment while the application runs: keys in properties that
 * change, and secrets that are not to be shown. Not for applications.
 */
@NullMarked
package io.github.wechatpayspring.autoconfigure.environment;

import org.jspecify.annotations.NullMarked;
