package io.github.wechatpayspring.key;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

import io.github.wechatpayspring.WechatPayKeyException;

/**
 * A {@link PlatformKeySource} of the keys that are configured and no others. Certificates
 * count only while they are valid.
 */
public final class PinnedPlatformKeys implements PlatformKeySource {

	private final Supplier<ConfiguredPlatformKeys> configured;

	private final Clock clock;

	/**
	 * Create a source.
	 * @param configured tells which keys are configured now
	 * @param clock the time to judge the validity of certificates by
	 */
	public PinnedPlatformKeys(Supplier<ConfiguredPlatformKeys> configured, Clock clock) {
		this.configured = configured;
		this.clock = clock;
	}

	@Override
	public PlatformKeys current() {
		ConfiguredPlatformKeys now = this.configured.get();
		PlatformKeys keys = new PlatformCertificates(now.certificates(), List.of()).keysAt(this.clock.instant(),
				now.publicKey());
		if (keys == null) {
			throw new WechatPayKeyException(
					"None of the certificates in wechatpay.platform-certificates is valid now: replace them by the current ones of WeChat Pay",
					null);
		}
		return keys;
	}

}
