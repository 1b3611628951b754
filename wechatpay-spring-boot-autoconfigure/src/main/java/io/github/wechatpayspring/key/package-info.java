/**
 * Signing, verifying, encrypting and decrypting with RSA, SM2, AES and SM4, and the
 * {@link io.github.wechatpayspring.key.RequestSigner} that applications may provide.
 */
@NullMarked
package io.github.wechatpayspring.key;

import org.jspecify.annotations.NullMarked;
