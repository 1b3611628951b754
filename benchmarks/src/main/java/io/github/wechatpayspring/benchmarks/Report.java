package io.github.wechatpayspring.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The results of a scenario, to be read by people and by programs.
 */
final class Report {

	private static final List<Column> FIGURES = List.of(new Column("requests/s", "%.0f", Result::callsPerSecond),
			new Column("p50 ms", "%.1f", Result::p50Millis), new Column("p99 ms", "%.1f", Result::p99Millis),
			new Column("p99.9 ms", "%.1f", Result::p999Millis),
			new Column("CPU us/call", "%.0f", Result::cpuMicrosPerCall),
			new Column("bytes/call", "%.0f", Result::bytesPerCall),
			new Column("GC ms/s", "%.1f", Result::gcMillisPerSecond),
			new Column("connections", "%.0f", Result::connections),
			new Column("heap MB", "%.1f", (result) -> result.heap() / 1e6),
			new Column("failures", "%.0f", Result::failures));

	private static final List<Column> RATIOS = List.of(new Column("requests/s", "%.2f", Result::callsPerSecond),
			new Column("p99", "%.2f", Result::p99Millis), new Column("CPU", "%.2f", Result::cpuMicrosPerCall),
			new Column("bytes", "%.2f", Result::bytesPerCall));

	private final Scenario scenario;

	private final List<Result> results;

	Report(Scenario scenario, List<Result> results) {
		this.scenario = scenario;
		this.results = results;
	}

	/**
	 * Return the table.
	 * @return its lines, the first of which names the scenario
	 */
	List<String> table() {
		List<List<String>> rows = new ArrayList<>();
		rows.add(Stream.concat(Stream.of("variant"), header()).toList());
		this.results.forEach(
				(result) -> rows.add(Stream.concat(Stream.of(result.variant().toString()), values(result)).toList()));
		List<String> lines = new ArrayList<>();
		lines.add(this.scenario.toString());
		rows.forEach((row) -> lines.add(align(rows, row)));
		return lines;
	}

	static String csvHeader() {
		return String.join(",",
				Stream.concat(Stream.of("jdk", "transport", "delay ms", "callers", "threads", "variant"), header())
					.toList());
	}

	List<String> csv() {
		return this.results.stream()
			.map((result) -> String.join(",", Stream
				.concat(Stream.of(this.scenario.javaHome().toString(), this.scenario.tls() ? "tls" : "plain",
						Long.toString(this.scenario.delay().toMillis()), Integer.toString(this.scenario.callers()),
						this.scenario.virtual() ? "virtual" : "platform", result.variant().toString()), values(result))
				.toList()))
			.toList();
	}

	private static Stream<String> header() {
		return Stream
			.of(FIGURES.stream().map(Column::name), RATIOS.stream().map((column) -> column.name() + "/official"),
					RATIOS.stream().map((column) -> column.name() + "/floor"))
			.flatMap((names) -> names);
	}

	private Stream<String> values(Result result) {
		return Stream
			.of(FIGURES.stream().map((column) -> column.figure(result)), ratios(result, Variant.OFFICIAL),
					ratios(result, Variant.FLOOR))
			.flatMap((values) -> values);
	}

	private Stream<String> ratios(Result result, Variant basis) {
		Optional<Result> other = this.results.stream().filter((candidate) -> candidate.variant() == basis).findFirst();
		return RATIOS.stream().map((column) -> other.map((it) -> column.ratio(result, it)).orElse("-"));
	}

	private static String align(List<List<String>> rows, List<String> row) {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < row.size(); i++) {
			int column = i;
			int width = rows.stream().mapToInt((other) -> other.get(column).length()).max().orElse(0);
			line.append((i == 0) ? ("%-" + width + "s").formatted(row.get(i))
					: ("  %" + width + "s").formatted(row.get(i)));
		}
		return line.toString();
	}

	/**
	 * A column of figures.
	 *
	 * @param name what stands above it
	 * @param format how a figure is written
	 * @param value where it comes from
	 */
	private record Column(String name, String format, ToDoubleFunction<Result> value) {

		String figure(Result result) {
			return String.format(Locale.ROOT, this.format, this.value.applyAsDouble(result));
		}

		String ratio(Result result, Result basis) {
			return String.format(Locale.ROOT, this.format,
					this.value.applyAsDouble(result) / this.value.applyAsDouble(basis));
		}

	}

}
