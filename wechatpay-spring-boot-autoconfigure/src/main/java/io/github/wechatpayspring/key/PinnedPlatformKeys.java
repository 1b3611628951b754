package io.github.wechatpayspring.key;

import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.wechatpayspring.WechatPayKeyException;

/**
 * A {@link PlatformKeySource} of the keys that are configured and no others. Certificates
 * count only while they are valid, and encrypt only if they are for the algorithm that
 * the merchant signs with.
 */
public final class PinnedPlatformKeys implements PlatformKeySource {

	private final Supplier<ConfiguredPlatformKeys> configured;

	private final Supplier<SignatureAlgorithm> algorithm;

	private final Clock clock;

	/**
	 * Create a source.
	 * @param configured tells which keys are configured now
	 * @param algorithm tells what the merchant signs with
	 * @param clock the time to judge the validity of certificates by
	 */
	public PinnedPlatformKeys(Supplier<ConfiguredPlatformKeys> configured, Supplier<SignatureAlgorithm> algorithm,
			Clock clock) {
		this.configured = configured;
		this.algorithm = algorithm;
		this.clock = clock;
	}

	@Override
	public PlatformKeys current() {
		ConfiguredPlatformKeys now = this.configured.get();
		PlatformKeys keys = certificates(now.certificates(), this.algorithm.get()).keysAt(this.clock.instant(),
				now.publicKey());
		if (keys == null) {
			throw new WechatPayKeyException(
					"None of the certificates in wechatpay.platform-certificates is valid now: replace them by the current ones of WeChat Pay",
					null);
		}
		return keys;
	}

	@Override
	public List<KeyCertificate> certificates() {
		return this.configured.get().certificates();
	}

	private static PlatformCertificates certificates(List<KeyCertificate> all, SignatureAlgorithm algorithm) {
		Predicate<KeyCertificate> encrypts = (certificate) -> certificate.algorithm() == algorithm;
		return new PlatformCertificates(all.stream().filter(encrypts).toList(),
				all.stream().filter(encrypts.negate()).toList());
	}

}
