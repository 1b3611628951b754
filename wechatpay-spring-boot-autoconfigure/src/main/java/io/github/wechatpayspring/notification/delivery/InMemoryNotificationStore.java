package io.github.wechatpayspring.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wechatpayspring.notification.NotificationStore;
import org.jspecify.annotations.Nullable;

/**
 * A {@link NotificationStore} in the memory of one process: enough for an application
 * that runs once and can bear that a notification is handled again after a restart. A
 * claim expires after five minutes, while WeChat Pay still redelivers the notification.
 * What has expired is removed as the store is used.
 */
public final class InMemoryNotificationStore implements NotificationStore {

	private static final Duration HANDLED_FOR = Duration.ofHours(48);

	private static final Duration CLAIMED_FOR = Duration.ofMinutes(5);

	private final Clock clock;

	// both in the order in which they expire
	private final Map<Key, Entry> handled = new LinkedHashMap<>();

	private final Map<Key, Entry> claimed = new LinkedHashMap<>();

	public InMemoryNotificationStore(Clock clock) {
		this.clock = clock;
	}

	@Override
	public synchronized ClaimResult claim(Claim claim) {
		Instant now = this.clock.instant();
		removeExpired(this.handled, now);
		removeExpired(this.claimed, now);
		Key key = Key.of(claim);
		if (this.handled.containsKey(key)) {
			return ClaimResult.HANDLED;
		}
		boolean granted = this.claimed.putIfAbsent(key, new Entry(claim.token(), now.plus(CLAIMED_FOR))) == null;
		return (granted) ? ClaimResult.GRANTED : ClaimResult.IN_PROGRESS;
	}

	@Override
	public synchronized boolean handled(Claim claim) {
		Key key = Key.of(claim);
		boolean held = isOf(claim, this.claimed.remove(key));
		this.handled.remove(key);
		this.handled.put(key, new Entry(claim.token(), this.clock.instant().plus(HANDLED_FOR)));
		return held;
	}

	@Override
	public synchronized void release(Claim claim) {
		Key key = Key.of(claim);
		if (isOf(claim, this.claimed.get(key))) {
			this.claimed.remove(key);
		}
	}

	synchronized int size() {
		return this.handled.size() + this.claimed.size();
	}

	private static boolean isOf(Claim claim, @Nullable Entry entry) {
		return entry != null && entry.token().equals(claim.token());
	}

	private static void removeExpired(Map<Key, Entry> entries, Instant now) {
		Iterator<Entry> each = entries.values().iterator();
		while (each.hasNext() && !now.isBefore(each.next().expiry())) {
			each.remove();
		}
	}

	/**
	 * The identity of a notification.
	 *
	 * @param merchant the merchant
	 * @param id the id, which is the merchant's own
	 */
	private record Key(String merchant, String id) {

		static Key of(Claim claim) {
			return new Key(claim.merchant(), claim.id());
		}

	}

	/**
	 * What is kept of a notification.
	 *
	 * @param token the token of the claim
	 * @param expiry when it is forgotten
	 */
	private record Entry(String token, Instant expiry) {

	}

}
