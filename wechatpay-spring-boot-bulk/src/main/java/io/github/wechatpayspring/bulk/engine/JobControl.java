package io.github.wechatpayspring.bulk.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.wechatpayspring.bulk.QuietHours;
import io.github.wechatpayspring.bulk.ledger.Job;
import io.github.wechatpayspring.bulk.ledger.JobLedger;
import org.jspecify.annotations.Nullable;

/**
 * Whether a job may send now, as one instance knows it: what is in the database, read
 * anew four times a second while the job is worked on, and what this instance has
 * experienced itself.
 */
final class JobControl {

	private static final Duration MAX_AGE = Duration.ofMillis(250);

	private static final Duration SHARE_CHECKED_EVERY = Duration.ofSeconds(2);

	private static final Duration FIRST_HOLD = Duration.ofSeconds(1);

	private static final Duration LONGEST_HOLD = Duration.ofSeconds(30);

	private final String id;

	private final JobLedger ledger;

	private final Clock clock;

	private final AtomicBoolean reading = new AtomicBoolean();

	private final AtomicInteger refusalsInARow = new AtomicInteger();

	private final AtomicLong shareCheckedAt = new AtomicLong();

	private volatile State state;

	private volatile Hold hold = new Hold(Instant.EPOCH, Duration.ZERO);

	JobControl(String id, JobLedger ledger, Clock clock) {
		this.id = id;
		this.ledger = ledger;
		this.clock = clock;
		this.state = new State(ledger.find(id), clock.instant());
	}

	/**
	 * Return the job, at most a quarter of a second old.
	 * @return the job, {@code null} if there is none
	 */
	@Nullable Job job() {
		if (this.clock.instant().isAfter(this.state.readAt().plus(MAX_AGE))
				&& this.reading.compareAndSet(false, true)) {
			try {
				read();
			}
			finally {
				this.reading.set(false);
			}
		}
		return this.state.job();
	}

	/**
	 * Read the job anew.
	 */
	void read() {
		Instant now = this.clock.instant();
		Job job = this.ledger.find(this.id);
		Job before = this.state.job();
		if (job != null && before != null && !Objects.equals(job.resumedAt(), before.resumedAt())) {
			// whoever resumed it has seen the refusals
			this.refusalsInARow.set(0);
		}
		this.state = new State(job, now);
	}

	/**
	 * Return when the job may send.
	 * @return a time that is not in the future if it may now
	 */
	Instant notBefore() {
		Job job = this.state.job();
		Instant now = this.clock.instant();
		Instant time = this.hold.until();
		if (job != null) {
			Instant start = job.definition().startAt();
			if (start != null && start.isAfter(time)) {
				time = start;
			}
			QuietHours quiet = job.definition().quietHours();
			if (quiet != null) {
				time = quiet.next((time.isAfter(now)) ? time : now);
			}
		}
		return time;
	}

	/**
	 * Return whether the next line may be sent.
	 * @return whether it may
	 */
	boolean mayGoOn() {
		Job job = job();
		return job != null && job.isRunning() && !notBefore().isAfter(this.clock.instant());
	}

	/**
	 * Hold the job up, twice as long each time until a line is settled.
	 * @param atLeast how long WeChat Pay asks for, {@code null} if it does not
	 * @return how long, or {@code null} if it is held up already
	 */
	@Nullable Duration hold(@Nullable Duration atLeast) {
		Instant now = this.clock.instant();
		Hold current = this.hold;
		if (current.until().isAfter(now)) {
			return null;
		}
		Duration longer = current.length().multipliedBy(2);
		Duration length = (longer.compareTo(LONGEST_HOLD) > 0) ? LONGEST_HOLD : (longer.isZero()) ? FIRST_HOLD : longer;
		if (atLeast != null && atLeast.compareTo(length) > 0) {
			length = atLeast;
		}
		this.hold = new Hold(now.plus(length), length);
		return length;
	}

	/**
	 * Take notice of a line that was settled.
	 */
	void issued() {
		this.refusalsInARow.set(0);
		settled();
	}

	/**
	 * Take notice of a line that was refused.
	 * @return whether there were too many in a row
	 */
	boolean refused() {
		settled();
		Job job = this.state.job();
		Integer most = (job != null) ? job.definition().maxRefusalsInARow() : null;
		return this.refusalsInARow.incrementAndGet() >= ((most != null) ? most : Integer.MAX_VALUE);
	}

	/**
	 * Return whether the share of refusals is to be counted, which takes the database a
	 * while.
	 * @return whether it was not for two seconds
	 */
	boolean isShareDue() {
		long now = this.clock.millis();
		long before = this.shareCheckedAt.get();
		return now - before >= SHARE_CHECKED_EVERY.toMillis() && this.shareCheckedAt.compareAndSet(before, now);
	}

	private void settled() {
		if (!this.hold.length().isZero() && !this.hold.until().isAfter(this.clock.instant())) {
			this.hold = new Hold(Instant.EPOCH, Duration.ZERO);
		}
	}

	private record State(@Nullable Job job, Instant readAt) {

	}

	private record Hold(Instant until, Duration length) {

	}

}
