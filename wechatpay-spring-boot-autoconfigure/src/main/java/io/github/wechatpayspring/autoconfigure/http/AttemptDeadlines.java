package io.github.wechatpayspring.autoconfigure.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends attempts at their deadline. One thread looks at all that are running from time to
 * time, so that an attempt costs no timer of its own; it ends when nothing was running
 * for a while.
 */
final class AttemptDeadlines {

	private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(250);

	private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long IDLE_TIME = TimeUnit.SECONDS.toNanos(10);

	private final Set<Attempt> running = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean watching = new AtomicBoolean();

	private final Duration deadline;

	private final long pause;

	AttemptDeadlines(Duration deadline) {
		this.deadline = deadline;
		this.pause = Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, deadline.toNanos() / 10));
	}

	/**
	 * Begin an attempt, which is ended at its deadline unless it is finished before.
	 * @return the attempt
	 */
	Attempt begin() {
		return begin(this.deadline);
	}

	/**
	 * Begin an attempt that takes longer than others.
	 * @param deadline when it is ended
	 * @return the attempt
	 */
	Attempt begin(Duration deadline) {
		Attempt attempt = new Attempt(deadline);
		this.running.add(attempt);
		if (!this.watching.get() && this.watching.compareAndSet(false, true)) {
			start();
		}
		return attempt;
	}

	void finish(Attempt attempt) {
		this.running.remove(attempt);
	}

	private void start() {
		Thread thread = new Thread(this::watch, "wechatpay-deadlines");
		thread.setDaemon(true);
		try {
			thread.start();
		}
		catch (Throwable ex) {
			this.watching.set(false);
			throw ex;
		}
	}

	private void watch() {
		int idle = 0;
		do {
			LockSupport.parkNanos(this.pause);
			idle = (this.running.isEmpty()) ? idle + 1 : 0;
			this.running.forEach(this::endIfLate);
		}
		while (idle * this.pause < IDLE_TIME || !isOver());
	}

	private void endIfLate(Attempt attempt) {
		if (attempt.isLate() && this.running.remove(attempt)) {
			try {
				attempt.abort();
			}
			catch (Throwable ex) {
				// others have to be ended as well, whatever this is
			}
		}
	}

	// one that began meanwhile may have seen that this thread was still there
	private boolean isOver() {
		this.watching.set(false);
		return this.running.isEmpty() || !this.watching.compareAndSet(false, true);
	}

}
