package io.github.wechatpayspring.bulk.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.jdbc.AutodetectJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.github.wechatpayspring.bulk.ledger.Job;
import io.github.wechatpayspring.bulk.ledger.JobLedger;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Has the lanes of jobs run on all instances of the application, each on one at a time. A
 * lane is a task of db-scheduler; the lanes of an instance that dies are taken over by
 * others within ten seconds.
 */
public final class JobScheduler implements SmartLifecycle {

	private static final String LANE = "lane";

	private static final String WATCH = "watch";

	private static final Duration HEARTBEAT = Duration.ofMillis(1500);

	private static final int MISSED_HEARTBEATS = 4;

	private static final Duration POLLING = Duration.ofMillis(500);

	private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

	private static final Duration CALLS_IN_FLIGHT = Duration.ofSeconds(30);

	// whoever worked on a job that was cancelled has written its outcomes by then
	private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

	private final DataSource dataSource;

	private final String tablePrefix;

	private final int threads;

	private final JobLedger ledger;

	private final LaneRunner lanes;

	private final Clock clock;

	private volatile @Nullable Scheduler scheduler;

	private volatile boolean running;

	JobScheduler(DataSource dataSource, String tablePrefix, int threads, JobLedger ledger, LaneRunner lanes,
			Clock clock) {
		this.dataSource = dataSource;
		this.tablePrefix = tablePrefix;
		this.threads = threads;
		this.ledger = ledger;
		this.lanes = lanes;
		this.clock = clock;
	}

	@Override
	public void start() {
		if (this.threads > 0) {
			startScheduler();
		}
		this.running = true;
	}

	private void startScheduler() {
		CustomTask<Void> lane = Tasks.custom(LANE, Void.class)
			.onFailureReschedule(FixedDelay.of(AFTER_A_FAILURE))
			.onDeadExecutionRevive()
			.execute((instance, context) -> run(instance.getId()));
		RecurringTask<Void> watch = Tasks.recurring(WATCH, FixedDelay.of(AFTER_A_FAILURE))
			.execute((instance, context) -> watch());
		JdbcCustomization database = new AutodetectJdbcCustomization(this.dataSource, true);
		SchedulerBuilder builder = Scheduler.create(this.dataSource, lane)
			.startTasks(watch)
			.schedulerName(new SchedulerName.Fixed(
					new SchedulerName.Hostname().getName() + "/" + ProcessHandle.current().pid()))
			.tableName(this.tablePrefix + "task")
			.threads(this.threads)
			.pollingInterval(POLLING)
			.heartbeatInterval(HEARTBEAT)
			.missedHeartbeatsLimit(MISSED_HEARTBEATS)
			.shutdownMaxWait(CALLS_IN_FLIGHT)
			.jdbcCustomization(database)
			.failureLogging(LogLevel.WARN, true)
			.enableImmediateExecution();
		if (database.supportsSingleStatementLockAndFetch() || database.supportsGenericLockAndFetch()) {
			builder.pollUsingLockAndFetch(0.5, 1);
		}
		this.lanes.stop(false);
		Scheduler created = builder.build();
		created.start();
		this.scheduler = created;
	}

	/**
	 * Have the lanes of a job run now.
	 * @param job the job, which runs
	 */
	void schedule(Job job) {
		this.lanes.forget(job.id());
		Scheduler current = this.scheduler;
		if (current != null) {
			IntStream.range(0, job.lanes()).forEach((lane) -> schedule(current, job.id(), lane));
		}
	}

	private void schedule(Scheduler scheduler, String id, int lane) {
		try {
			scheduler.schedule(task(id, lane), this.clock.instant(), ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
		}
		catch (TaskInstanceCurrentlyExecutingException | ExecutionException ex) {
			// it runs, or another instance has picked it up at this moment
		}
	}

	private static TaskInstance<Void> task(String id, int lane) {
		return new TaskInstance<>(LANE, id + "/" + lane);
	}

	private CompletionHandler<Void> run(String instance) {
		int slash = instance.indexOf('/');
		Instant next = this.lanes.run(instance.substring(0, slash), Integer.parseInt(instance.substring(slash + 1)));
		return (next != null) ? (complete, operations) -> operations.reschedule(complete, next)
				: new CompletionHandler.OnCompleteRemove<>();
	}

	// what was lost between two steps, as when an instance died after a job was resumed
	private void watch() {
		Scheduler current = this.scheduler;
		if (current != null) {
			this.ledger.openLanes()
				.forEach((id, lanes) -> lanes
					.forEach((lane) -> current.scheduleIfNotExists(task(id, lane), this.clock.instant())));
		}
		this.ledger.cancelledWithOpenLines(this.clock.millis() - FORGOTTEN_AFTER.toMillis())
			.forEach(this.ledger::forgetPersonal);
	}

	@Override
	public void stop() {
		Scheduler current = this.scheduler;
		this.running = false;
		this.scheduler = null;
		this.lanes.stop(true);
		if (current != null) {
			current.stop();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
