package io.github.wechatpayspring.key;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

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
	 * @param clock tells how long keys that were replaced still verify
	 */
	public KeyRing(MerchantCredentials credentials, ConfiguredPlatformKeys platformKeys, Clock clock) {
		this.clock = clock;
		this.state = new State(credentials, platformKeys, List.of());
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
		List<PlatformKey> staying = platformKeys.all().toList();
		List<FormerKey> former = Stream
			.concat(this.state.platformKeys().all().map((key) -> new FormerKey(key, now.plus(FORMER_KEYS_VERIFY))),
					this.state.former().stream().filter((key) -> key.verifiesAt(now)))
			.filter((key) -> !staying.contains(key.key()))
			.toList();
		this.state = new State(credentials, platformKeys, former);
	}

	/**
	 * What is known at one moment.
	 *
	 * @param credentials what the merchant signs with
	 * @param platformKeys the keys of WeChat Pay
	 * @param former those that were replaced, the latest first
	 */
	private record State(MerchantCredentials credentials, ConfiguredPlatformKeys platformKeys, List<FormerKey> former) {

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

}
