package io.github.wechatpayspring.key.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.pem.KeyCertificate;

/**
 * The keys that a merchant is configured with, its own and those of WeChat Pay. They are
 * replaced by others all at once, while calls go on. Safe for use by several threads.
 */
public final class KeyRing {

	/**
	 * How long keys of WeChat Pay still verify after they were replaced. A message is
	 * believed for five minutes after it was signed, so none that was under way is lost.
	 */
	static final Duration FORMER_KEYS_VERIFY = Duration.ofMinutes(10);

	private final Clock clock;

	private volatile State state;

	/**
	 * Create a key ring.
	 * @param credentials what the merchant signs with
	 * @param platformKeys the keys of WeChat Pay that are configured
	 * @param clock tells when certificates are valid and how long replaced keys still
	 * verify
	 */
	public KeyRing(MerchantCredentials credentials, ConfiguredPlatformKeys platformKeys, Clock clock) {
		this.clock = clock;
		this.state = State.of(credentials, platformKeys, List.of());
	}

	/**
	 * Return what the merchant signs with now.
	 * @return the credentials
	 */
	public MerchantCredentials credentials() {
		return this.state.credentials();
	}

	/**
	 * Return the keys of WeChat Pay that are configured now.
	 * @return the keys
	 */
	public ConfiguredPlatformKeys platformKeys() {
		return this.state.platformKeys();
	}

	/**
	 * Return a source of the keys of WeChat Pay that are configured and of those that
	 * were replaced a short time ago. Certificates count only while they are valid, and
	 * encrypt only if they are for the algorithm that the merchant signs with.
	 * @return the source
	 */
	public PlatformKeySource configuredKeys() {
		return new RenewedPlatformKeys(new Configured(), this);
	}

	/**
	 * Return a source of the WeChat Pay public key, if one is configured, of the platform
	 * certificates that are downloaded when they are needed, and of keys that were
	 * replaced a short time ago. Closing it ends a download that is running.
	 * @param download downloads the certificates
	 * @return the source
	 */
	public PlatformKeySource downloadedKeys(PlatformCertificateDownload download) {
		return new RenewedPlatformKeys(
				new DownloadedPlatformKeys(download, () -> platformKeys().publicKey(), this.clock), this);
	}

	/**
	 * Return the keys of WeChat Pay that were replaced a short time ago and still verify.
	 * @return the keys
	 */
	List<PlatformKey> formerPlatformKeys() {
		List<FormerKey> former = this.state.former();
		if (former.isEmpty()) {
			return List.of();
		}
		Instant now = this.clock.instant();
		return former.stream().filter((key) -> key.verifiesAt(now)).map(FormerKey::key).toList();
	}

	/**
	 * Replace all keys at once. Whoever has taken a snapshot goes on with it.
	 * @param credentials what the merchant signs with from now on
	 * @param platformKeys the keys of WeChat Pay from now on
	 */
	public synchronized void replace(MerchantCredentials credentials, ConfiguredPlatformKeys platformKeys) {
		Instant now = this.clock.instant();
		List<PlatformKey> remaining = platformKeys.all().toList();
		List<FormerKey> former = Stream
			.concat(this.state.platformKeys().all().map((key) -> new FormerKey(key, now.plus(FORMER_KEYS_VERIFY))),
					this.state.former().stream().filter((key) -> key.verifiesAt(now)))
			.filter((key) -> !remaining.contains(key.key()))
			.toList();
		this.state = State.of(credentials, platformKeys, former);
	}

	/**
	 * What is known at one moment.
	 *
	 * @param credentials what the merchant signs with
	 * @param platformKeys the keys of WeChat Pay
	 * @param certificates the certificates among them, by what they are good for
	 * @param former those that were replaced, the latest first
	 */
	private record State(MerchantCredentials credentials, ConfiguredPlatformKeys platformKeys,
			PlatformCertificates certificates, List<FormerKey> former) {

		static State of(MerchantCredentials credentials, ConfiguredPlatformKeys platformKeys, List<FormerKey> former) {
			return new State(credentials, platformKeys, platformKeys.certificatesFor(credentials.signer().algorithm()),
					former);
		}

	}

	/**
	 * A key of WeChat Pay that was replaced.
	 *
	 * @param key the key
	 * @param end when it verifies no longer
	 */
	private record FormerKey(PlatformKey key, Instant end) {

		boolean verifiesAt(Instant time) {
			return time.isBefore(this.end);
		}

	}

	/**
	 * The keys that are configured and no others.
	 */
	private final class Configured implements PlatformKeySource {

		@Override
		public PlatformKeys current() {
			State state = KeyRing.this.state;
			PlatformKeys keys = state.certificates()
				.keysAt(KeyRing.this.clock.instant(), state.platformKeys().publicKey());
			if (keys == null) {
				throw new WechatPayKeyException(
						"None of the certificates in wechatpay.platform-certificates is valid now: replace them by the current ones of WeChat Pay",
						null);
			}
			return keys;
		}

		@Override
		public List<KeyCertificate> certificates() {
			return platformKeys().certificates();
		}

	}

}
