package io.github.wechatpayspring.autoconfigure;

import java.util.List;

import io.github.wechatpayspring.key.KeyCertificate;
import io.github.wechatpayspring.key.PlatformKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys of WeChat Pay that are configured.
 *
 * @param publicKey the WeChat Pay public key, {@code null} if there is none
 * @param certificates the platform certificates, none if they are to be downloaded
 */
record ConfiguredPlatformKeys(@Nullable PlatformKey publicKey, List<KeyCertificate> certificates) {
}
