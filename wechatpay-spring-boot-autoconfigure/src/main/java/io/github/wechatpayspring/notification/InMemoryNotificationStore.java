package io.github.wechatpayspring.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@link NotificationStore} in the memory of one process: enough for an application
 * that runs once and can bear that a notification is handled again after a restart. A
 * claim is open again after five minutes, while WeChat Pay still repeats the
 * notification. What has expired is removed as the store is used.
 */
public final class InMemoryNotificationStore implements NotificationStore {

	private static final Duration HANDLED_FOR = Duration.ofHours(48);

	private static final Duration CLAIMED_FOR = Duration.ofMinutes(5);

	private final Clock clock;

	// both in the order in which they expire
	private final Map<String, Instant> handled = new LinkedHashMap<>();

	private final Map<String, Instant> claimed = new LinkedHashMap<>();

	public InMemoryNotificationStore(Clock clock) {
		this.clock = clock;
	}

	@Override
	public synchronized Claim claim(String id) {
		Instant now = this.clock.instant();
		removeExpired(this.handled, now);
		removeExpired(this.claimed, now);
		if (this.handled.containsKey(id)) {
			return Claim.HANDLED;
		}
		boolean granted = this.claimed.putIfAbsent(id, now.plus(CLAIMED_FOR)) == null;
		return (granted) ? Claim.GRANTED : Claim.IN_PROGRESS;
	}

	@Override
	public synchronized void handled(String id) {
		this.claimed.remove(id);
		this.handled.remove(id);
		this.handled.put(id, this.clock.instant().plus(HANDLED_FOR));
	}

	@Override
	public synchronized void release(String id) {
		this.claimed.remove(id);
	}

	synchronized int size() {
		return this.handled.size() + this.claimed.size();
	}

	private static void removeExpired(Map<String, Instant> ids, Instant now) {
		Iterator<Instant> expiries = ids.values().iterator();
		while (expiries.hasNext() && !now.isBefore(expiries.next())) {
			expiries.remove();
		}
	}

}
