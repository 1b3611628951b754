package io.github.wechatpayspring.simulator.callbacks;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;

/**
 * A notification on its way, and where it is in its schedule of retries. Guarded by the
 * {@link CallbackQueue} that it belongs to.
 */
final class Callback {

	private final String id;

	private final URI url;

	private final byte[] body;

	private final CallbackEvent event;

	private final List<Duration> schedule;

	private int retries;

	private @Nullable ScheduledFuture<?> next;

	Callback(CallbackEvent event, String id, URI url, byte[] body, List<Duration> schedule) {
		this.event = event;
		this.id = id;
		this.url = url;
		this.body = body;
		this.schedule = schedule;
	}

	String id() {
		return this.id;
	}

	URI url() {
		return this.url;
	}

	byte[] body() {
		return this.body;
	}

	CallbackEvent event() {
		return this.event;
	}

	/**
	 * Return how long after an attempt that failed the next one follows.
	 * @return the delay, or {@code null} if there have been enough
	 */
	@Nullable Duration nextDelay() {
		return (this.retries < this.schedule.size()) ? this.schedule.get(this.retries) : null;
	}

	boolean isWaiting() {
		return this.next != null && !this.next.isDone();
	}

	/**
	 * Compare by when the next retry is due.
	 * @param other another callback
	 * @return whether this one comes first
	 */
	boolean isBefore(Callback other) {
		return this.next != null && (other.next == null || this.next.compareTo(other.next) < 0);
	}

	void plan(ScheduledFuture<?> next) {
		this.next = next;
		this.retries++;
	}

	void cancelNext() {
		if (this.next != null) {
			this.next.cancel(false);
			this.next = null;
		}
	}

}
