package io.github.wechatpayspring.bulk.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkJobException;
import io.github.wechatpayspring.bulk.BulkJobRequest;
import io.github.wechatpayspring.bulk.BulkPreview.BadLine;
import io.github.wechatpayspring.bulk.file.ReportWriter;
import io.github.wechatpayspring.bulk.ledger.JobDefinition;

/**
 * What a list contains.
 *
 * @param lines how many lines can be issued
 * @param duplicates how many have an openid that came before
 * @param badLines how many cannot be issued
 * @param problems the first of them
 * @param firstLines the first lines, masked
 * @param unused columns that this kind of coupon has no use for
 * @param fingerprint what the same lines in another order have as well
 */
record ListScan(long lines, long duplicates, long badLines, List<BadLine> problems, List<String> firstLines,
		Set<BulkColumn> unused, String fingerprint) {

	private static final int MAX_PROBLEMS = 100;

	private static final int FIRST_LINES = 5;

	static ListScan of(BulkJobRequest request, JobDefinition job, CouponIssuer<?> issuer) {
		ListReader reader = new ListReader(request, job, issuer);
		List<BadLine> problems = new ArrayList<>();
		List<String> firstLines = new ArrayList<>();
		long good = 0;
		long bad = 0;
		try (Stream<ListReader.Line> lines = reader.lines()) {
			for (ListReader.Line line : (Iterable<ListReader.Line>) lines::iterator) {
				if (line.problem() == null) {
					good++;
					if (firstLines.size() < FIRST_LINES) {
						firstLines.add(masked(line));
					}
				}
				else {
					bad++;
					if (problems.size() < MAX_PROBLEMS) {
						problems.add(new BadLine(line.number(), line.problem()));
					}
				}
			}
		}
		return new ListScan(good, reader.duplicates(), bad, List.copyOf(problems), List.copyOf(firstLines),
				Set.copyOf(reader.unused()), reader.fingerprint());
	}

	private static String masked(ListReader.Line line) {
		return line.values()
			.entrySet()
			.stream()
			.map((entry) -> entry.getKey().headers().get(0) + "=" + masked(entry.getKey(), entry.getValue()))
			.collect(Collectors.joining(", "));
	}

	private static String masked(BulkColumn column, String value) {
		return (column.isPersonal()) ? "***" : (column == BulkColumn.OPENID) ? ReportWriter.masked(value) : value;
	}

	/**
	 * Check that a job can be made of the list.
	 * @param request the request
	 * @throws BulkJobException if it cannot
	 */
	void check(BulkJobRequest request) {
		if (this.badLines > 0 && !request.skipBadLines()) {
			BadLine first = this.problems.get(0);
			throw new BulkJobException(
					"%d lines of job \"%s\" cannot be issued, the first of them is line %d (%s): correct them, or skip bad lines"
						.formatted(this.badLines, request.name(), first.number(), first.problem()));
		}
		if (this.lines == 0) {
			throw new BulkJobException("Job \"%s\" has no line that can be issued".formatted(request.name()));
		}
	}

}
