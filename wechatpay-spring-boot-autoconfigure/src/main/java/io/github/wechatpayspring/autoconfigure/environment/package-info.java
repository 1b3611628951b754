/**
 * What follows the environment while the application runs: keys in properties that
 * change, and secrets that are not to be shown.
 */
@NullMarked
package io.github.wechatpayspring.autoconfigure.environment;

import org.jspecify.annotations.NullMarked;
