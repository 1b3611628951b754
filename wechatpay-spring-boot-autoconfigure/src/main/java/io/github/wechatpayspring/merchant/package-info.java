/**
 * Several merchants in one application: each with its own keys and services, by name.
 */
@NullMarked
package io.github.wechatpayspring.merchant;

import org.jspecify.annotations.NullMarked;
