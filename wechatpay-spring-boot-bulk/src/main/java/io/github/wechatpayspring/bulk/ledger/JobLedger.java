package io.github.wechatpayspring.bulk.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.wechatpayspring.OutRequestNo;
import io.github.wechatpayspring.bulk.BulkJobState;
import io.github.wechatpayspring.bulk.BulkOutcome;
import io.github.wechatpayspring.bulk.BulkOutcome.Status;
import io.github.wechatpayspring.bulk.HaltReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores jobs and what became of their lines, a hundred lines a row. Each method is a
 * transaction of its own. Safe for use by several threads and several processes.
 */
public final class JobLedger {

	private static final int CHUNKS_PER_BATCH = 50;

	private static final Duration LATELY = Duration.ofMinutes(1);

	private static final String JOB_COLUMNS = "id, name, definition, fingerprint, line_count, lanes, state, halt_reason, canary, cap, max_refused_share, created_at, started_at, resumed_at, finished_at";

	private final JdbcTemplate jdbc;

	private final JdbcClient client;

	private final TransactionTemplate transaction;

	private final String prefix;

	private final JsonMapper mapper;

	private final LineCodec codec;

	private final Clock clock;

	private final RowMapper<Job> jobs = (row, number) -> job(row);

	/**
	 * Create a ledger.
	 * @param dataSource where the tables are
	 * @param prefix what their names begin with
	 * @param mapper writes what is stored as JSON
	 * @param clock tells the time
	 */
	public JobLedger(DataSource dataSource, String prefix, JsonMapper mapper, Clock clock) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.client = JdbcClient.create(this.jdbc);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.prefix = prefix;
		this.mapper = mapper;
		this.codec = new LineCodec(mapper);
		this.clock = clock;
	}

	/**
	 * Return what stands for a job in all tables.
	 * @param name the name of the job
	 * @return its id
	 */
	public static String id(String name) {
		return OutRequestNo.of("bulk job", name);
	}

	/**
	 * Store a job with its lines, all of it or nothing.
	 * @param job the job
	 * @param canaryChunks how many chunks are the canary
	 * @param chunks its lines, chunk by chunk
	 * @return whether it was stored; otherwise there is one of that name
	 */
	public boolean create(Job job, int canaryChunks, Iterator<List<StoredLine>> chunks) {
		try {
			commit(() -> {
				insert(job);
				for (int first = 0; chunks.hasNext(); first += CHUNKS_PER_BATCH) {
					List<List<StoredLine>> batch = new ArrayList<>();
					while (batch.size() < CHUNKS_PER_BATCH && chunks.hasNext()) {
						batch.add(chunks.next());
					}
					insert(job, canaryChunks, first, batch);
				}
				return job;
			});
			return true;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	private void insert(Job job) {
		update("INSERT INTO %sjob (" + JOB_COLUMNS
				+ ", reserved) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)", job.id(), job.name(),
				this.mapper.writeValueAsString(job.definition()), job.fingerprint(), job.lines(), job.lanes(),
				job.state().name(), null, job.canary(), job.cap(), job.maxRefusedShare(), job.createdAt(), null, null,
				null);
	}

	private void insert(Job job, int canaryChunks, int first, List<List<StoredLine>> chunks) {
		this.jdbc.batchUpdate(
				sql("""
						INSERT INTO %schunk (job_id, chunk_no, lane, canary, line_count, open_lines, issued_lines, refused_lines, unknown_lines,
						reserved, due_at, payload) VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?, ?)"""),
				new BatchPreparedStatementSetter() {

					@Override
					public void setValues(PreparedStatement statement, int i) throws SQLException {
						List<StoredLine> lines = chunks.get(i);
						int number = first + i;
						statement.setString(1, job.id());
						statement.setInt(2, number);
						statement.setInt(3, number % job.lanes());
						statement.setInt(4, (number < canaryChunks) ? 1 : 0);
						statement.setInt(5, lines.size());
						statement.setInt(6, lines.size());
						statement.setLong(7, job.createdAt());
						statement.setBytes(8, JobLedger.this.codec.write(lines));
					}

					@Override
					public int getBatchSize() {
						return chunks.size();
					}

				});
	}

	/**
	 * Find a job.
	 * @param id the id of the job
	 * @return the job, or {@code null}
	 */
	public @Nullable Job find(String id) {
		return query("SELECT " + JOB_COLUMNS + " FROM %sjob WHERE id = ?", this.jobs, id).stream()
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return all jobs.
	 * @return the jobs, the newest first
	 */
	public List<Job> findAll() {
		return query("SELECT " + JOB_COLUMNS + " FROM %sjob ORDER BY created_at DESC, id", this.jobs);
	}

	/**
	 * Return which other jobs have the same lines.
	 * @param fingerprint what is the same
	 * @param id the id of the job itself
	 * @return their names
	 */
	public List<String> namesOfOthers(String fingerprint, String id) {
		return query("SELECT name FROM %sjob WHERE fingerprint = ? AND id <> ? ORDER BY created_at",
				(row, number) -> row.getString(1), fingerprint, id);
	}

	/**
	 * Start a job.
	 * @param id the id of the job
	 * @return whether it was not started before
	 */
	public boolean start(String id) {
		long now = this.clock.millis();
		return commit(() -> update("""
				UPDATE %sjob SET state = 'RUNNING', started_at = ?, resumed_at = ?
				WHERE id = ? AND state = 'CREATED'""", now, now, id)) > 0;
	}

	/**
	 * Pause a job.
	 * @param id the id of the job
	 * @return whether it was running
	 */
	public boolean pause(String id) {
		return commit(() -> update("UPDATE %sjob SET state = 'PAUSED' WHERE id = ? AND state = 'RUNNING'", id)) > 0;
	}

	/**
	 * Have a job halt by itself.
	 * @param id the id of the job
	 * @param reason why
	 * @return whether it was running
	 */
	public boolean halt(String id, HaltReason reason) {
		// not for what somebody has approved of meanwhile
		String condition = switch (reason) {
			case CANARY -> " AND canary > 0";
			case CAP -> " AND cap IS NOT NULL";
			case REFUSED_SHARE -> " AND max_refused_share IS NOT NULL";
			case REFUSALS_IN_A_ROW -> "";
		};
		return commit(() -> update(
				"UPDATE %sjob SET state = 'HALTED', halt_reason = ? WHERE id = ? AND state = 'RUNNING'" + condition,
				reason.name(), id)) > 0;
	}

	/**
	 * Resume a job without what made it halt.
	 * @param id the id of the job
	 * @return whether it was paused or halted
	 */
	public boolean resume(String id) {
		return commit(() -> update("""
				UPDATE %sjob SET state = 'RUNNING', resumed_at = ?,
				canary = CASE WHEN halt_reason = 'CANARY' THEN 0 ELSE canary END,
				cap = CASE WHEN halt_reason = 'CAP' THEN NULL ELSE cap END,
				max_refused_share = CASE WHEN halt_reason = 'REFUSED_SHARE' THEN NULL ELSE max_refused_share END,
				halt_reason = NULL
				WHERE id = ? AND state IN ('PAUSED', 'HALTED')""", this.clock.millis(), id)) > 0;
	}

	/**
	 * Cancel a job.
	 * @param id the id of the job
	 * @return whether it was not done
	 */
	public boolean cancel(String id) {
		return commit(() -> update("""
				UPDATE %sjob SET state = 'CANCELLED', finished_at = ?
				WHERE id = ? AND state IN ('CREATED', 'RUNNING', 'PAUSED', 'HALTED')""", this.clock.millis(), id)) > 0;
	}

	/**
	 * Have a job finish once all its lines are settled.
	 * @param id the id of the job
	 * @return whether it has finished now
	 */
	public boolean finish(String id) {
		return commit(() -> update("""
				UPDATE %1$sjob SET state = 'FINISHED', finished_at = ? WHERE id = ? AND state = 'RUNNING'
				AND NOT EXISTS (SELECT 1 FROM %1$schunk WHERE job_id = ? AND due_at IS NOT NULL)""",
				this.clock.millis(), id, id)) > 0;
	}

	/**
	 * Return which lanes of running jobs have something to do, now or later.
	 * @return the lanes by the id of their job
	 */
	public Map<String, List<Integer>> openLanes() {
		Map<String, List<Integer>> lanes = new TreeMap<>();
		query("""
				SELECT DISTINCT c.job_id, c.lane FROM %1$schunk c JOIN %1$sjob j ON j.id = c.job_id
				WHERE j.state = 'RUNNING' AND c.due_at IS NOT NULL""",
				(row, number) -> lanes.computeIfAbsent(row.getString(1), (id) -> new ArrayList<>()).add(row.getInt(2)));
		return lanes;
	}

	/**
	 * Return which lines of the canary were not sent.
	 * @param id the id of the job
	 * @return how many
	 */
	public long openCanaryLines(String id) {
		return Objects.requireNonNullElse(this.jdbc.queryForObject(
				sql("SELECT COALESCE(SUM(open_lines), 0) FROM %schunk WHERE job_id = ? AND canary = 1"), Long.class,
				id), 0L);
	}

	/**
	 * Claim the next chunk of a lane. Whoever had it before cannot write to it any more.
	 * @param job the job
	 * @param lane the lane
	 * @return the chunk, {@code null} if none is due
	 */
	public @Nullable Chunk claim(Job job, int lane) {
		return commit(() -> {
			long now = this.clock.millis();
			Long number = first(
					"SELECT chunk_no FROM %schunk WHERE job_id = ? AND lane = ? AND due_at <= ?"
							+ ((job.canary() > 0) ? " AND canary = 1" : "") + " ORDER BY due_at, chunk_no",
					job.id(), lane, now);
			return (number != null) ? claim(job.id(), number.intValue(), now) : null;
		});
	}

	private Chunk claim(String id, int number, long now) {
		String owner = UUID.randomUUID().toString();
		boolean inDoubt = first(
				"SELECT sent_at FROM %schunk WHERE job_id = ? AND chunk_no = ? AND sent_at IS NOT NULL FOR UPDATE", id,
				number) != null;
		update("UPDATE %schunk SET owner = ?, sent_at = COALESCE(sent_at, ?) WHERE job_id = ? AND chunk_no = ?", owner,
				now, id, number);
		return query(
				"SELECT payload, sent_at, reserved, issued_lines, unknown_lines FROM %schunk WHERE job_id = ? AND chunk_no = ?",
				(row, index) -> {
					List<StoredLine> lines = new ArrayList<>(this.codec.read(row.getBytes(1)));
					long reserved = row.getLong(3) - row.getLong(4) - row.getLong(5);
					return new Chunk(number, lines, owner, row.getLong(2), inDoubt,
							reserve(id, number, lines, reserved));
				}, id, number)
			.get(0);
	}

	// the cap holds over all chunks that are worked on at once
	private long reserve(String id, int number, List<StoredLine> lines, long reserved) {
		long open = lines.stream().filter((line) -> line.status() == null).count();
		Long free = first("SELECT cap - reserved FROM %sjob WHERE id = ? AND cap IS NOT NULL FOR UPDATE", id);
		if (free == null) {
			return open;
		}
		long more = Math.max(Math.min(open - reserved, free), 0);
		update("UPDATE %sjob SET reserved = reserved + ? WHERE id = ?", more, id);
		update("UPDATE %schunk SET reserved = reserved + ? WHERE job_id = ? AND chunk_no = ?", more, id, number);
		return reserved + more;
	}

	/**
	 * Write what was learned about a chunk while it is worked on.
	 * @param id the id of the job
	 * @param chunk the chunk
	 * @return whether it is still the caller's
	 */
	public boolean save(String id, Chunk chunk) {
		return commit(() -> update(
				"""
						UPDATE %schunk SET open_lines = ?, issued_lines = ?, refused_lines = ?, unknown_lines = ?, codes = ?, written_at = ?,
						payload = ? WHERE job_id = ? AND chunk_no = ? AND owner = ?""",
				parameters(chunk, this.clock.millis(), id, chunk.number(), chunk.owner()))) > 0;
	}

	/**
	 * Write what was learned about a chunk and let go of it. Lines without an outcome
	 * were not sent, unless they were in doubt before.
	 * @param id the id of the job
	 * @param chunk the chunk
	 * @return whether it was still the caller's
	 */
	public boolean release(String id, Chunk chunk) {
		return commit(() -> {
			long now = this.clock.millis();
			Long before = first(
					"SELECT reserved FROM %schunk WHERE job_id = ? AND chunk_no = ? AND owner = ? FOR UPDATE", id,
					chunk.number(), chunk.owner());
			if (before == null) {
				return false;
			}
			long reserved = Math.min(before, chunk.count(Status.ISSUED) + chunk.count(Status.UNKNOWN));
			if (reserved != before) {
				update("UPDATE %sjob SET reserved = reserved - ? WHERE id = ?", before - reserved, id);
			}
			update("""
					UPDATE %schunk SET open_lines = ?, issued_lines = ?, refused_lines = ?, unknown_lines = ?, codes = ?, written_at = ?,
					payload = ?, reserved = ?, due_at = ?, owner = NULL, sent_at = ?
					WHERE job_id = ? AND chunk_no = ?""",
					parameters(chunk, now, reserved, chunk.dueAt(now),
							(chunk.inDoubt() && chunk.count(null) > 0) ? chunk.sentAt() : null, id, chunk.number()));
			return true;
		});
	}

	private @Nullable Object[] parameters(Chunk chunk, long now, @Nullable Object... others) {
		return Stream.concat(
				Stream.<@Nullable Object>of(chunk.count(null), chunk.count(Status.ISSUED), chunk.count(Status.REFUSED),
						chunk.count(Status.UNKNOWN), chunk.codes(), now, this.codec.write(chunk.lines())),
				Arrays.stream(others))
			.toArray();
	}

	/**
	 * Return when a lane has something to do.
	 * @param id the id of the job
	 * @param lane the lane
	 * @return the time in milliseconds since 1970, {@code null} for never
	 */
	public @Nullable Long nextDue(String id, int lane) {
		return this.jdbc.queryForObject(sql("SELECT MIN(due_at) FROM %schunk WHERE job_id = ? AND lane = ?"),
				Long.class, id, lane);
	}

	/**
	 * Have refused lines sent once more.
	 * @param id the id of the job
	 * @param codes with which codes they were refused, none for all
	 * @return how many lines
	 */
	public long retryRefused(String id, Collection<String> codes) {
		Set<String> wanted = Set.copyOf(codes);
		long lines = rewrite(id, "refused_lines > 0",
				(line) -> (line.status() == Status.REFUSED && (wanted.isEmpty() || wanted.contains(line.code())))
						? line.unsent() : line);
		if (lines > 0) {
			commit(() -> update("""
					UPDATE %sjob SET state = 'RUNNING', finished_at = NULL, resumed_at = ?
					WHERE id = ? AND state = 'FINISHED'""", this.clock.millis(), id));
		}
		return lines;
	}

	/**
	 * Forget what is personal in the lines of a cancelled job.
	 * @param id the id of the job
	 */
	public void forgetPersonal(String id) {
		rewrite(id, "due_at IS NOT NULL", StoredLine::withoutSealed);
		commit(() -> update("UPDATE %schunk SET due_at = NULL WHERE job_id = ?", id));
	}

	/**
	 * Return which jobs were cancelled and still have something personal in their lines.
	 * @param before cancelled before that time, in milliseconds since 1970
	 * @return the ids of the jobs
	 */
	public List<String> cancelledWithOpenLines(long before) {
		return query("""
				SELECT id FROM %1$sjob j WHERE state = 'CANCELLED' AND finished_at < ?
				AND EXISTS (SELECT 1 FROM %1$schunk c WHERE c.job_id = j.id AND c.due_at IS NOT NULL)""",
				(row, number) -> row.getString(1), before);
	}

	private long rewrite(String id, String condition, UnaryOperator<StoredLine> change) {
		List<Integer> numbers = query(
				"SELECT chunk_no FROM %schunk WHERE job_id = ? AND " + condition + " ORDER BY chunk_no",
				(row, index) -> row.getInt(1), id);
		return numbers.stream().mapToLong((number) -> commit(() -> rewrite(id, number, change))).sum();
	}

	private long rewrite(String id, int number, UnaryOperator<StoredLine> change) {
		List<StoredLine> before = this.codec
			.read(query("SELECT payload FROM %schunk WHERE job_id = ? AND chunk_no = ? FOR UPDATE",
					(row, index) -> row.getBytes(1), id, number)
				.get(0));
		List<StoredLine> after = before.stream().map(change).toList();
		long changed = IntStream.range(0, before.size()).filter((i) -> !before.get(i).equals(after.get(i))).count();
		if (changed > 0) {
			long now = this.clock.millis();
			Chunk chunk = new Chunk(number, after, "", now, false, 0);
			// without an owner, so that whoever still works on it writes no more
			update("""
					UPDATE %schunk SET open_lines = ?, issued_lines = ?, refused_lines = ?, unknown_lines = ?, codes = ?, written_at = ?,
					payload = ?, due_at = ?, owner = NULL WHERE job_id = ? AND chunk_no = ?""",
					parameters(chunk, now, chunk.dueAt(now), id, number));
		}
		return changed;
	}

	/**
	 * Return what became of the lines of a job so far.
	 * @param id the id of the job
	 * @return the numbers
	 */
	public Totals totals(String id) {
		Map<String, Long> codes = new TreeMap<>();
		query("SELECT codes FROM %schunk WHERE job_id = ? AND codes IS NOT NULL", (row, number) -> row.getString(1), id)
			.forEach((text) -> add(codes, text));
		return query(
				"""
						SELECT SUM(issued_lines), SUM(refused_lines), SUM(unknown_lines), SUM(open_lines),
						SUM(CASE WHEN sent_at IS NOT NULL THEN open_lines ELSE 0 END),
						SUM(CASE WHEN written_at > ? THEN line_count - open_lines ELSE 0 END)
						FROM %schunk WHERE job_id = ?""", (row, number) -> new Totals(row.getLong(1), row.getLong(2),
						row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6), codes),
				this.clock.millis() - LATELY.toMillis(), id)
			.get(0);
	}

	private static void add(Map<String, Long> codes, String text) {
		for (String entry : text.split(",")) {
			int equals = entry.lastIndexOf('=');
			codes.merge(entry.substring(0, equals), Long.valueOf(entry.substring(equals + 1)), Long::sum);
		}
	}

	/**
	 * Return what became of each line.
	 * @param id the id of the job
	 * @return the outcomes in the order of the lines, a chunk read at a time
	 */
	public Stream<BulkOutcome> outcomes(String id) {
		Integer last = this.jdbc.queryForObject(sql("SELECT MAX(chunk_no) FROM %schunk WHERE job_id = ?"),
				Integer.class, id);
		return IntStream.rangeClosed(0, (last != null) ? last : -1)
			.boxed()
			.flatMap((number) -> query("SELECT payload, sent_at FROM %schunk WHERE job_id = ? AND chunk_no = ?",
					(row, index) -> {
						boolean inDoubt = row.getObject(2) != null;
						return this.codec.read(row.getBytes(1)).stream().map((line) -> line.outcome(inDoubt));
					}, id, number)
				.stream()
				.flatMap((lines) -> lines));
	}

	private Job job(ResultSet row) throws SQLException {
		String reason = row.getString(8);
		return new Job(row.getString(1), row.getString(2), this.mapper.readValue(row.getString(3), JobDefinition.class),
				row.getString(4), row.getLong(5), row.getInt(6), BulkJobState.valueOf(row.getString(7)),
				(reason != null) ? HaltReason.valueOf(reason) : null, row.getInt(9), row.getObject(10, Long.class),
				row.getObject(11, Double.class), row.getLong(12), row.getObject(13, Long.class),
				row.getObject(14, Long.class), row.getObject(15, Long.class));
	}

	private <T> T commit(Supplier<T> work) {
		return this.transaction.execute((status) -> work.get());
	}

	private int update(String statement, @Nullable Object... parameters) {
		return this.client.sql(sql(statement)).params(Arrays.asList(parameters)).update();
	}

	private <T> List<T> query(String statement, RowMapper<T> mapper, Object... parameters) {
		return this.jdbc.query(sql(statement), mapper, parameters);
	}

	private @Nullable Long first(String statement, Object... parameters) {
		// "LIMIT" is not for all databases
		return this.jdbc.query((connection) -> {
			PreparedStatement prepared = connection.prepareStatement(sql(statement));
			prepared.setMaxRows(1);
			for (int i = 0; i < parameters.length; i++) {
				prepared.setObject(i + 1, parameters[i]);
			}
			return prepared;
		}, (row, number) -> row.getLong(1)).stream().findFirst().orElse(null);
	}

	private String sql(String statement) {
		return statement.formatted(this.prefix);
	}

}
