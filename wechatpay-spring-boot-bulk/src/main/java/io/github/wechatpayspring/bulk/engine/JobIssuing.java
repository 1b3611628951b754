package io.github.wechatpayspring.bulk.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkIssuing;
import io.github.wechatpayspring.bulk.BulkJobException;
import io.github.wechatpayspring.bulk.BulkJobFinishedEvent;
import io.github.wechatpayspring.bulk.BulkJobHaltedEvent;
import io.github.wechatpayspring.bulk.BulkJobRequest;
import io.github.wechatpayspring.bulk.BulkJobState;
import io.github.wechatpayspring.bulk.BulkOutcome;
import io.github.wechatpayspring.bulk.BulkPreview;
import io.github.wechatpayspring.bulk.BulkProgress;
import io.github.wechatpayspring.bulk.file.ReportWriter;
import io.github.wechatpayspring.bulk.ledger.Job;
import io.github.wechatpayspring.bulk.ledger.JobDefinition;
import io.github.wechatpayspring.bulk.ledger.JobLedger;
import io.github.wechatpayspring.bulk.ledger.PersonalCipher;
import io.github.wechatpayspring.bulk.ledger.Totals;
import io.github.wechatpayspring.client.resilience.RateLimit;
import io.github.wechatpayspring.merchant.WechatPay;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * Issues coupons in bulk with jobs in a database.
 */
public final class JobIssuing implements BulkIssuing {

	private static final int MAX_LANES = 64;

	private static final Duration CREATED_ELSEWHERE_WITHIN = Duration.ofMinutes(10);

	private final WechatPay wechatPay;

	private final BulkSettings settings;

	private final JobLedger ledger;

	private final @Nullable PersonalCipher cipher;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private final JobScheduler scheduler;

	/**
	 * Create it.
	 * @param wechatPay the merchants
	 * @param dataSource where the tables are
	 * @param settings how jobs are worked on
	 * @param ledger the jobs
	 * @param cipher encrypts names, {@code null} without a key
	 * @param events takes jobs that finished or halted
	 * @param listener listens to what becomes of lines
	 * @param clock tells the time
	 */
	public JobIssuing(WechatPay wechatPay, DataSource dataSource, BulkSettings settings, JobLedger ledger,
			@Nullable PersonalCipher cipher, ApplicationEventPublisher events, SettledLines listener, Clock clock) {
		this.wechatPay = wechatPay;
		this.settings = settings;
		this.ledger = ledger;
		this.cipher = cipher;
		this.events = events;
		this.clock = clock;
		LaneRunner lanes = new LaneRunner(ledger, new LineSender(wechatPay, cipher, clock), listener, this::ended,
				clock);
		this.scheduler = new JobScheduler(dataSource, settings.tablePrefix(), settings.threads(), ledger, lanes, clock);
	}

	/**
	 * Return what has the jobs worked on.
	 * @return starts and stops with the application
	 */
	public JobScheduler scheduler() {
		return this.scheduler;
	}

	private void ended(Job job) {
		BulkProgress progress = progress(job);
		this.events.publishEvent((job.state() == BulkJobState.FINISHED) ? new BulkJobFinishedEvent(progress)
				: new BulkJobHaltedEvent(progress));
	}

	@Override
	public BulkPreview preview(BulkJobRequest request) {
		JobDefinition definition = definition(request);
		CouponIssuer<?> issuer = CouponIssuers.of(request.kind());
		ListScan scan = ListScan.of(request, definition, issuer);
		List<String> warnings = warnings(request, scan);
		BulkPreview.Stock stock = null;
		try {
			stock = issuer.stock(this.wechatPay.merchant(definition.merchant()), definition);
		}
		catch (WechatPayException ex) {
			warnings.add("WeChat Pay did not say anything about the stock: " + ex.getMessage());
		}
		if (stock != null && stock.remaining() != null && stock.remaining() < scan.lines()) {
			warnings.add("The stock has %d coupons left for %d lines".formatted(stock.remaining(), scan.lines()));
		}
		RateLimit limit = this.settings.limits().get(issuer.operation());
		Duration duration = (limit != null)
				? Duration.ofMillis(scan.lines() * limit.period().toMillis() / limit.calls()) : null;
		return new BulkPreview(scan.lines(), scan.duplicates(), scan.badLines(), scan.problems(), scan.firstLines(),
				stock, duration, List.copyOf(warnings));
	}

	private List<String> warnings(BulkJobRequest request, ListScan scan) {
		List<String> warnings = new ArrayList<>();
		Job existing = this.ledger.find(JobLedger.id(request.name()));
		if (existing != null) {
			warnings.add((existing.fingerprint().equals(scan.fingerprint()))
					? "Job \"%s\" exists with the same lines: creating it again goes on with it"
						.formatted(existing.name())
					: "Job \"%s\" exists with other lines: choose another name".formatted(existing.name()));
		}
		warnings.addAll(sameLines(scan.fingerprint(), JobLedger.id(request.name())));
		if (scan.duplicates() > 0) {
			warnings.add((request.skipDuplicates())
					? "%d lines have an openid that came before and are left out".formatted(scan.duplicates())
					: "%d lines have an openid that came before, and each gets a coupon".formatted(scan.duplicates()));
		}
		List<String> ignored = new ArrayList<>(ignoredColumns(request));
		scan.unused().stream().map((column) -> column.headers().get(0)).sorted().forEach(ignored::add);
		if (!ignored.isEmpty()) {
			warnings
				.add("Columns without a meaning for this kind of coupon are ignored: " + String.join(", ", ignored));
		}
		return warnings;
	}

	private static List<String> ignoredColumns(BulkJobRequest request) {
		try {
			return request.lines().ignoredColumns();
		}
		catch (IOException ex) {
			throw ListReader.unreadable(request, ex);
		}
	}

	private List<String> sameLines(String fingerprint, String id) {
		return this.ledger.namesOfOthers(fingerprint, id)
			.stream()
			.map("Job \"%s\" has the same lines: its users would get another coupon"::formatted)
			.toList();
	}

	@Override
	public BulkProgress create(BulkJobRequest request) {
		JobDefinition definition = definition(request);
		CouponIssuer<?> issuer = CouponIssuers.of(request.kind());
		ListScan scan = ListScan.of(request, definition, issuer);
		scan.check(request);
		if (this.cipher == null && issuer.columns().stream().anyMatch(BulkColumn::isPersonal)) {
			throw new BulkJobException(
					"Job \"%s\" has names and identity card numbers, which are stored encrypted: set wechatpay.bulk.encryption-key to 32 random bytes in Base64"
						.formatted(request.name()));
		}
		Job job = new Job(JobLedger.id(request.name()), request.name(), definition, scan.fingerprint(), scan.lines(),
				lanes(issuer), BulkJobState.CREATED, null, request.rules().canary(), request.rules().cap(),
				request.rules().maxRefusedShare(), this.clock.millis(), null, null, null);
		Job existing = findOrStore(request, job, issuer);
		if (!existing.fingerprint().equals(job.fingerprint()) || !existing.definition().issuesTheSameAs(definition)) {
			throw new BulkJobException("There is a job \"%s\" with other lines or another stock: choose another name"
				.formatted(job.name()));
		}
		return progress(existing);
	}

	private Job findOrStore(BulkJobRequest request, Job job, CouponIssuer<?> issuer) {
		Instant end = this.clock.instant().plus(CREATED_ELSEWHERE_WITHIN);
		while (true) {
			Job existing = this.ledger.find(job.id());
			if (existing != null) {
				return existing;
			}
			ListReader reader = new ListReader(request, job.definition(), issuer);
			try (Stream<ListReader.Line> lines = reader.lines()) {
				this.ledger.create(job, JobImport.canaryChunks(job),
						new JobImport(job, reader, lines.iterator(), this.cipher));
			}
			catch (ConcurrencyFailureException ex) {
				// another instance is storing it
				if (this.clock.instant().isAfter(end)) {
					throw new BulkJobException("Job \"%s\" is being created by another instance".formatted(job.name()),
							ex);
				}
			}
		}
	}

	// as many as can be kept busy; few of them for a low limit, since each may wait for a
	// permit while the job is being paused
	private int lanes(CouponIssuer<?> issuer) {
		RateLimit limit = this.settings.limits().get(issuer.operation());
		if (limit == null) {
			return MAX_LANES;
		}
		double perSecond = limit.calls() * 1000.0 / limit.period().toMillis();
		return (int) Math.max(2, Math.min(MAX_LANES, perSecond / 4));
	}

	private JobDefinition definition(BulkJobRequest request) {
		String merchant = request.merchant();
		return JobDefinition.of(request,
				((merchant != null) ? this.wechatPay.merchant(merchant) : this.wechatPay.merchant()).name());
	}

	@Override
	public BulkProgress start(String name) {
		Job job = get(name);
		if (this.ledger.start(job.id())) {
			this.scheduler.schedule(job);
		}
		else if (get(name).state() == BulkJobState.CANCELLED) {
			throw new BulkJobException("Job \"%s\" was cancelled and cannot be started".formatted(name));
		}
		return progress(name);
	}

	@Override
	public BulkProgress pause(String name) {
		return change(name, this.ledger::pause, "only a job that is running can be paused");
	}

	@Override
	public BulkProgress resume(String name) {
		BulkProgress progress = change(name, this.ledger::resume, "only a job that is paused or halted can be resumed");
		this.scheduler.schedule(get(name));
		return progress;
	}

	@Override
	public BulkProgress cancel(String name) {
		return change(name, this.ledger::cancel, "only a job that is not done can be cancelled");
	}

	private BulkProgress change(String name, Predicate<String> change, String otherwise) {
		Job job = get(name);
		if (!change.test(job.id())) {
			throw new BulkJobException("Job \"%s\" is %s: %s".formatted(name,
					get(name).state().name().toLowerCase(Locale.ROOT), otherwise));
		}
		return progress(name);
	}

	@Override
	public BulkProgress retryRefused(String name, String... codes) {
		Job job = get(name);
		if (job.state() == BulkJobState.CANCELLED || job.state() == BulkJobState.RUNNING) {
			throw new BulkJobException("Job \"%s\" is %s: refused lines can be sent again once it is finished or paused"
				.formatted(name, job.state().name().toLowerCase(Locale.ROOT)));
		}
		if (CouponIssuers.of(job.definition().kind()).columns().stream().anyMatch(BulkColumn::isPersonal)) {
			throw new BulkJobException(
					"Names and identity card numbers of lines that job \"%s\" has settled are deleted: create a job of these lines with the numbers of the report"
						.formatted(name));
		}
		this.ledger.retryRefused(job.id(), List.of(codes));
		Job changed = get(name);
		if (changed.isRunning()) {
			this.scheduler.schedule(changed);
		}
		return progress(changed);
	}

	@Override
	public BulkProgress progress(String name) {
		return progress(get(name));
	}

	@Override
	public List<BulkProgress> jobs() {
		return this.ledger.findAll().stream().map(this::progress).toList();
	}

	/**
	 * Return which jobs are in a state, without counting their lines.
	 * @param state the state
	 * @return their names, the newest first
	 */
	public List<String> names(BulkJobState state) {
		return this.ledger.findAll().stream().filter((job) -> job.state() == state).map(Job::name).toList();
	}

	private Job get(String name) {
		Job job = this.ledger.find(JobLedger.id(name));
		if (job == null) {
			throw new BulkJobException("There is no job \"%s\"".formatted(name));
		}
		return job;
	}

	private BulkProgress progress(Job job) {
		Totals totals = this.ledger.totals(job.id());
		// nobody will find out any more
		boolean over = job.state() == BulkJobState.CANCELLED;
		double rate = (job.isRunning()) ? rate(job, totals) : 0;
		return new BulkProgress(job.name(), job.definition().kind(), job.definition().merchant(),
				job.definition().stockId(), job.state(), job.haltReason(), job.lines(), totals.issued(),
				totals.refused(), totals.unknown() + ((over) ? totals.inFlight() : 0), (over) ? 0 : totals.inFlight(),
				totals.refusedByCode(), Instant.ofEpochMilli(job.createdAt()), instant(job.startedAt()),
				instant(job.finishedAt()), rate, estimatedEnd(totals, rate), sameLines(job.fingerprint(), job.id()));
	}

	private double rate(Job job, Totals totals) {
		long since = (job.resumedAt() != null) ? this.clock.millis() - job.resumedAt() : 0;
		double seconds = Math.max(1, Math.min(since, Duration.ofMinutes(1).toMillis()) / 1000.0);
		return totals.settledLately() / seconds;
	}

	private @Nullable Instant estimatedEnd(Totals totals, double rate) {
		return (rate > 0) ? this.clock.instant().plusSeconds(Math.round(totals.open() / rate)) : null;
	}

	private static @Nullable Instant instant(@Nullable Long millis) {
		return (millis != null) ? Instant.ofEpochMilli(millis) : null;
	}

	@Override
	public Stream<BulkOutcome> outcomes(String name) {
		return this.ledger.outcomes(get(name).id());
	}

	@Override
	public void report(String name, OutputStream output, boolean maskOpenids) throws IOException {
		try (Stream<BulkOutcome> outcomes = outcomes(name)) {
			ReportWriter.write(outcomes, output, maskOpenids);
		}
	}

}
