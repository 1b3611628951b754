package io.github.wechatpayspring.key;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The keys of WeChat Pay that are known at one moment. A request takes everything it
 * needs from one snapshot, so that what it encrypts and the key it names belong together.
 */
public final class PlatformKeys {

	private final PlatformKey preferred;

	private final Map<String, PlatformKey> keys;

	private PlatformKeys(PlatformKey preferred, List<PlatformKey> keys) {
		this.preferred = preferred;
		this.keys = keys.stream().collect(Collectors.toUnmodifiableMap(PlatformKey::id, Function.identity()));
	}

	/**
	 * Create a snapshot of a single key.
	 * @param key the key
	 * @return the snapshot
	 */
	public static PlatformKeys of(PlatformKey key) {
		return new PlatformKeys(key, List.of(key));
	}

	/**
	 * Return the key to encrypt with and to ask answers to be signed with.
	 * @return the preferred key
	 */
	public PlatformKey preferred() {
		return this.preferred;
	}

	/**
	 * Return the key that an answer names.
	 * @param id its name in the {@code Wechatpay-Serial} header
	 * @return the key, or {@code null} if it is not known
	 */
	public @Nullable PlatformKey find(String id) {
		return this.keys.get(id);
	}

	/**
	 * Return the names of all known keys.
	 * @return the ids
	 */
	public Set<String> ids() {
		return this.keys.keySet();
	}

}
