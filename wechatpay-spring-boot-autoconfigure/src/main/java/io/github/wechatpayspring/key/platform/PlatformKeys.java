package io.github.wechatpayspring.key.platform;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The keys of WeChat Pay that are known at one moment. A request takes everything it
 * needs from one snapshot, so that what it encrypts and the key it names belong together.
 */
public final class PlatformKeys {

	private static final Pattern SERIAL_NUMBER = Pattern.compile("0*([0-9A-Fa-f]{1,40})");

	private final PlatformKey preferred;

	private final Map<String, PlatformKey> keys;

	private PlatformKeys(PlatformKey preferred, Collection<PlatformKey> others) {
		this.preferred = preferred;
		Map<String, PlatformKey> keys = new LinkedHashMap<>();
		keys.put(normalize(preferred.id()), preferred);
		others.forEach((key) -> keys.putIfAbsent(normalize(key.id()), key));
		this.keys = Map.copyOf(keys);
	}

	/**
	 * Create a snapshot of a single key.
	 * @param key the key
	 * @return the snapshot
	 */
	public static PlatformKeys of(PlatformKey key) {
		return of(key, List.of());
	}

	/**
	 * Create a snapshot of several keys.
	 * @param preferred the key to encrypt with
	 * @param others further keys to verify with; one of the name of another is left out
	 * @return the snapshot
	 */
	public static PlatformKeys of(PlatformKey preferred, Collection<PlatformKey> others) {
		return new PlatformKeys(preferred, others);
	}

	/**
	 * Return the key to encrypt with and to ask for responses to be signed with.
	 * @return the preferred key
	 */
	public PlatformKey preferred() {
		return this.preferred;
	}

	/**
	 * Return the key that a message names.
	 * @param id its name in the {@code Wechatpay-Serial} header; the case and the leading
	 * zeros of a serial number do not matter
	 * @return the key, or {@code null} if it is not known
	 */
	public @Nullable PlatformKey find(String id) {
		PlatformKey key = this.keys.get(id);
		return (key != null) ? key : this.keys.get(normalize(id));
	}

	/**
	 * Return the names of all known keys.
	 * @return the ids
	 */
	public Set<String> ids() {
		return this.keys.values().stream().map(PlatformKey::id).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Return all known keys.
	 * @return the keys, the preferred one included
	 */
	public Collection<PlatformKey> all() {
		return this.keys.values();
	}

	/**
	 * Return whether a name is the serial number of a certificate rather than the id of a
	 * public key.
	 * @param id the name of a key
	 * @return whether it is a hex number
	 */
	static boolean isSerialNumber(String id) {
		return SERIAL_NUMBER.matcher(id).matches();
	}

	private static String normalize(String id) {
		Matcher matcher = SERIAL_NUMBER.matcher(id);
		return (matcher.matches()) ? matcher.group(1).toUpperCase(Locale.ROOT) : id;
	}

}
