package io.github.wechatpayspring.bulk.engine;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.github.wechatpayspring.OutRequestNo;
import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkJobException;
import io.github.wechatpayspring.bulk.BulkJobRequest;
import io.github.wechatpayspring.bulk.BulkLine;
import io.github.wechatpayspring.bulk.file.LineCheck;
import io.github.wechatpayspring.bulk.ledger.JobDefinition;
import io.github.wechatpayspring.bulk.ledger.ListDigest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a request once: checks each, counts its openid and derives its
 * number.
 */
final class ListReader {

	private final BulkJobRequest request;

	private final JobDefinition job;

	private final CouponIssuer<?> issuer;

	private final ListDigest digest = new ListDigest();

	private final Set<BulkColumn> unused = EnumSet.noneOf(BulkColumn.class);

	private long read;

	private long duplicates;

	ListReader(BulkJobRequest request, JobDefinition job, CouponIssuer<?> issuer) {
		this.request = request;
		this.job = job;
		this.issuer = issuer;
	}

	/**
	 * Read the lines.
	 * @return those that can be issued, and those that cannot, with their problem, read
	 * as they are needed; to be closed
	 */
	Stream<Line> lines() {
		try {
			return this.request.lines().open().mapMulti((line, sink) -> {
				Line checked = read(line);
				if (checked != null) {
					sink.accept(checked);
				}
			});
		}
		catch (IOException ex) {
			throw unreadable(this.request, ex);
		}
	}

	static BulkJobException unreadable(BulkJobRequest request, IOException ex) {
		String reason = (ex instanceof NoSuchFileException) ? "there is no file " + ex.getMessage() : ex.getMessage();
		return new BulkJobException("The lines of job \"%s\" cannot be read: %s".formatted(request.name(), reason), ex);
	}

	private @Nullable Line read(BulkLine line) {
		this.read++;
		long number = (line.number() > 0) ? line.number() : this.read;
		if (line.problem() != null) {
			return Line.bad(number, line.problem());
		}
		Map<BulkColumn, String> values = values(line);
		String openid = values.getOrDefault(BulkColumn.OPENID, "");
		String problem = LineCheck.problem(openid);
		if (problem != null) {
			return Line.bad(number, problem);
		}
		int occurrence = this.digest.occurrence(openid);
		if (occurrence > 1) {
			this.duplicates++;
			if (this.request.skipDuplicates()) {
				return null;
			}
		}
		String given = values.remove(BulkColumn.OUT_REQUEST_NO);
		String outRequestNo = (given != null) ? given
				: OutRequestNo.of(this.request.name(), openid, Integer.toString(occurrence));
		try {
			this.issuer.request(this.job, values, outRequestNo, Instant.EPOCH);
		}
		catch (IllegalArgumentException ex) {
			return Line.bad(number, Objects.requireNonNullElse(ex.getMessage(), "is wrong"));
		}
		if (given != null && this.digest.isRepeated(given)) {
			return Line.bad(number, "out_request_no: came before, and one number issues one coupon");
		}
		this.digest.add(line, occurrence);
		return new Line(number, openid, outRequestNo, values, null);
	}

	private Map<BulkColumn, String> values(BulkLine line) {
		Map<BulkColumn, String> values = new EnumMap<>(BulkColumn.class);
		values.putAll(this.job.values());
		values.putAll(line.values());
		values.keySet().removeIf((column) -> {
			boolean used = this.issuer.columns().contains(column);
			if (!used) {
				this.unused.add(column);
			}
			return !used;
		});
		return values;
	}

	/**
	 * Return the columns that this kind of coupon has no use for.
	 * @return the columns that came
	 */
	Set<BulkColumn> unused() {
		return this.unused;
	}

	long duplicates() {
		return this.duplicates;
	}

	String fingerprint() {
		return this.digest.fingerprint();
	}

	/**
	 * A line that was checked.
	 *
	 * @param number the number of the line in its list
	 * @param openid openid of the user
	 * @param outRequestNo the number of the issue
	 * @param values what is in its columns
	 * @param problem why it cannot be issued, {@code null} if it can
	 */
	record Line(long number, String openid, String outRequestNo, Map<BulkColumn, String> values,
			@Nullable String problem) {

		private static Line bad(long number, String problem) {
			return new Line(number, "", "", Map.of(), problem);
		}

		@Override
		public String toString() {
			// openids and names are personal
			return "Line[number=%d, problem=%s]".formatted(this.number, this.problem);
		}

	}

}
