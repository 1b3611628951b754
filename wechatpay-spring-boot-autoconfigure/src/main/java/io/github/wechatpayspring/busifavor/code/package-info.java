/**
 * Codes that a merchant uploads for its coupons (预存code).
 */
@NullMarked
package io.github.wechatpayspring.busifavor.code;

import org.jspecify.annotations.NullMarked;
