package io.github.wechatpayspring.key;

import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.wechatpayspring.WechatPayKeyException;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PlatformKeySource} of the keys that are configured and no others. Certificates
 * count only while they are valid, and encrypt only if they are for the algorithm that
 * the merchant signs with.
 */
public final class PinnedPlatformKeys implements PlatformKeySource {

	private final Supplier<ConfiguredPlatformKeys> configured;

	private final Supplier<SignatureAlgorithm> algorithm;

	private final Clock clock;

	private final ValidPlatformKeys valid = new ValidPlatformKeys();

	private volatile @Nullable Sorted sorted;

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
		ConfiguredPlatformKeys configured = this.configured.get();
		PlatformKeys keys = this.valid.at(this.clock.instant(), certificates(configured, this.algorithm.get()),
				configured.publicKey());
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

	private PlatformCertificates certificates(ConfiguredPlatformKeys configured, SignatureAlgorithm algorithm) {
		Sorted sorted = this.sorted;
		if (sorted == null || sorted.configured() != configured || sorted.algorithm() != algorithm) {
			sorted = Sorted.of(configured, algorithm);
			this.sorted = sorted;
		}
		return sorted.certificates();
	}

	/**
	 * Configured certificates by what they are good for.
	 *
	 * @param configured what is configured
	 * @param algorithm what the merchant signs with
	 * @param certificates those for that algorithm encrypt, the others only verify
	 */
	private record Sorted(ConfiguredPlatformKeys configured, SignatureAlgorithm algorithm,
			PlatformCertificates certificates) {

		static Sorted of(ConfiguredPlatformKeys configured, SignatureAlgorithm algorithm) {
			Predicate<KeyCertificate> encrypts = (certificate) -> certificate.algorithm() == algorithm;
			return new Sorted(configured, algorithm,
					new PlatformCertificates(configured.certificates().stream().filter(encrypts).toList(),
							configured.certificates().stream().filter(encrypts.negate()).toList()));
		}

	}

}
