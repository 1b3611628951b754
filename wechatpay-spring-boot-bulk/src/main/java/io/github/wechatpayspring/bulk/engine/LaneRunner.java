package io.github.wechatpayspring.bulk.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

import io.github.wechatpayspring.bulk.BulkJobState;
import io.github.wechatpayspring.bulk.BulkOutcome.Status;
import io.github.wechatpayspring.bulk.HaltReason;
import io.github.wechatpayspring.bulk.ledger.Chunk;
import io.github.wechatpayspring.bulk.ledger.Job;
import io.github.wechatpayspring.bulk.ledger.JobLedger;
import io.github.wechatpayspring.bulk.ledger.StoredLine;
import io.github.wechatpayspring.bulk.ledger.Totals;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Works on a lane of a job for some seconds: claims its chunks one after the other and
 * sends their lines. The scheduler sees to it that a lane has one thread on all machines;
 * if there are two because one of them was suspended, the one that claimed a chunk last
 * writes its outcomes, and both send the same numbers.
 */
final class LaneRunner {

	private static final Log logger = LogFactory.getLog(LaneRunner.class);

	private static final Duration SLICE = Duration.ofSeconds(5);

	// outcomes that are lost in a crash are learned again by sending the same numbers
	private static final Duration SAVED_EVERY = Duration.ofSeconds(2);

	private static final Duration WHILE_OTHERS_WORK = Duration.ofSeconds(1);

	private static final Duration WHILE_OUTCOMES_ARE_UNKNOWN = Duration.ofSeconds(10);

	private static final int LINES_FOR_A_SHARE = 100;

	private final JobLedger ledger;

	private final LineSender sender;

	private final SettledLines listener;

	private final Consumer<Job> ended;

	private final Clock clock;

	private final ConcurrentMap<String, JobControl> controls = new ConcurrentHashMap<>();

	private volatile boolean stopping;

	/**
	 * Create a runner.
	 * @param ledger where jobs are
	 * @param sender sends lines
	 * @param listener listens to what becomes of them
	 * @param ended takes jobs that finished or halted by themselves
	 * @param clock tells the time
	 */
	LaneRunner(JobLedger ledger, LineSender sender, SettledLines listener, Consumer<Job> ended, Clock clock) {
		this.ledger = ledger;
		this.sender = sender;
		this.listener = listener;
		this.ended = ended;
		this.clock = clock;
	}

	/**
	 * Let go of all lanes after the calls in flight.
	 * @param stopping whether to
	 */
	void stop(boolean stopping) {
		this.stopping = stopping;
	}

	/**
	 * Forget what is known of a job, which has changed.
	 * @param id the id of the job
	 */
	void forget(String id) {
		this.controls.remove(id);
	}

	/**
	 * Work on a lane.
	 * @param id the id of the job
	 * @param lane the lane
	 * @return when to go on, {@code null} once there is nothing to be done unless
	 * somebody resumes the job
	 */
	@Nullable Instant run(String id, int lane) {
		JobControl control = this.controls.computeIfAbsent(id, (key) -> new JobControl(key, this.ledger, this.clock));
		Instant end = this.clock.instant().plus(SLICE);
		while (!this.stopping && this.clock.instant().isBefore(end)) {
			Job job = control.job();
			if (job == null || !job.isRunning()) {
				this.controls.remove(id);
				return null;
			}
			Instant notBefore = control.notBefore();
			if (notBefore.isAfter(this.clock.instant())) {
				return notBefore;
			}
			Chunk chunk = this.ledger.claim(job, lane);
			if (chunk == null) {
				return idle(control, job, lane);
			}
			if (!work(control, job, chunk)) {
				return capped(control, job, chunk);
			}
		}
		return this.clock.instant();
	}

	private @Nullable Instant idle(JobControl control, Job job, int lane) {
		if (job.canary() > 0) {
			if (this.ledger.openCanaryLines(job.id()) > 0) {
				return this.clock.instant().plus(WHILE_OTHERS_WORK);
			}
			halt(control, job, HaltReason.CANARY);
			return null;
		}
		Long due = this.ledger.nextDue(job.id(), lane);
		if (due != null) {
			return Instant.ofEpochMilli(due);
		}
		if (this.ledger.finish(job.id())) {
			logger.info("Job \"%s\" is finished".formatted(job.name()));
			ended(control);
		}
		return null;
	}

	// returns whether any line could be sent
	private boolean work(JobControl control, Job job, Chunk chunk) {
		long left = chunk.allowed();
		boolean sent = false;
		Instant saved = this.clock.instant();
		List<StoredLine> lines = chunk.lines();
		for (int i = 0; i < lines.size(); i++) {
			StoredLine line = lines.get(i);
			boolean fresh = line.status() == null;
			if ((fresh) ? left <= 0 : !isDue(line)) {
				continue;
			}
			if (this.stopping || !control.mayGoOn()) {
				break;
			}
			StoredLine settled = this.sender.send(job.definition(), line, chunk, control);
			sent = true;
			if (settled == line) {
				break;
			}
			left -= (fresh) ? 1 : 0;
			chunk.change(i, (before) -> settled);
			learn(control, job, settled);
			if (this.clock.instant().isAfter(saved.plus(SAVED_EVERY))) {
				if (!this.ledger.save(job.id(), chunk)) {
					return lost(job);
				}
				saved = this.clock.instant();
			}
		}
		if (!this.ledger.release(job.id(), chunk)) {
			return lost(job);
		}
		checkShare(control, job);
		return sent || chunk.allowed() > 0;
	}

	private boolean isDue(StoredLine line) {
		return line.nextPassAt() != null && line.nextPassAt() <= this.clock.millis();
	}

	private boolean lost(Job job) {
		logger.info("Lines of job \"%s\" were taken over by another thread, which sends them with the same numbers"
			.formatted(job.name()));
		return true;
	}

	private void learn(JobControl control, Job job, StoredLine line) {
		Status status = line.status();
		if (status == null) {
			return;
		}
		if (status == Status.REFUSED) {
			if (control.refused()) {
				halt(control, job, HaltReason.REFUSALS_IN_A_ROW);
			}
		}
		else if (status == Status.ISSUED) {
			control.issued();
		}
		this.listener.sent(job.definition().kind(), status, line.code());
	}

	private void checkShare(JobControl control, Job job) {
		if (job.maxRefusedShare() == null || !control.isShareDue()) {
			return;
		}
		Totals totals = this.ledger.totals(job.id());
		long settled = totals.issued() + totals.refused();
		if (settled >= LINES_FOR_A_SHARE && totals.refused() > job.maxRefusedShare() * settled) {
			halt(control, job, HaltReason.REFUSED_SHARE);
		}
	}

	private @Nullable Instant capped(JobControl control, Job job, Chunk chunk) {
		Totals totals = this.ledger.totals(job.id());
		if (totals.inFlight() > 0) {
			return this.clock.instant().plus(WHILE_OTHERS_WORK);
		}
		if (totals.unknown() > 0) {
			return this.clock.instant().plus(WHILE_OUTCOMES_ARE_UNKNOWN);
		}
		halt(control, job, HaltReason.CAP);
		return null;
	}

	private void halt(JobControl control, Job job, HaltReason reason) {
		if (this.ledger.halt(job.id(), reason)) {
			logger.warn("Job \"%s\" has halted (%s) until somebody resumes it".formatted(job.name(), reason));
			ended(control);
		}
		control.read();
	}

	private void ended(JobControl control) {
		control.read();
		this.controls.values().remove(control);
		Job job = control.job();
		if (job != null && (job.state() == BulkJobState.FINISHED || job.state() == BulkJobState.HALTED)) {
			this.ended.accept(job);
		}
	}

}
