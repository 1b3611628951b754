package io.github.wechatpayspring.key;

import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;

import io.github.wechatpayspring.WechatPayKeyException;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PlatformKeySource} of the keys that are configured and no others. Certificates
 * count only while they are valid, and encrypt only if they are for the algorithm that
 * the merchant signs with.
 */
public final class PinnedPlatformKeys implements PlatformKeySource {

	private final @Nullable PlatformKey publicKey;

	private final PlatformCertificates certificates;

	private final Clock clock;

	/**
	 * Create a source.
	 * @param publicKey the WeChat Pay public key, which is preferred, or {@code null} if
	 * there are only certificates
	 * @param certificates the platform certificates
	 * @param algorithm what the merchant signs with
	 * @param clock the time to judge their validity by
	 */
	public PinnedPlatformKeys(@Nullable PlatformKey publicKey, List<KeyCertificate> certificates,
			SignatureAlgorithm algorithm, Clock clock) {
		this.publicKey = publicKey;
		Predicate<KeyCertificate> encrypts = (certificate) -> certificate.algorithm() == algorithm;
		this.certificates = new PlatformCertificates(certificates.stream().filter(encrypts).toList(),
				certificates.stream().filter(encrypts.negate()).toList());
		this.clock = clock;
	}

	@Override
	public PlatformKeys current() {
		PlatformKeys keys = this.certificates.keysAt(this.clock.instant(), this.publicKey);
		if (keys == null) {
			throw new WechatPayKeyException(
					"None of the certificates in wechatpay.platform-certificates is valid now: replace them by the current ones of WeChat Pay",
					null);
		}
		return keys;
	}

}
