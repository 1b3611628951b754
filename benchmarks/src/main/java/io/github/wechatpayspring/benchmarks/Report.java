package io.github.wechatpayspring.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
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

	private static final List<Variant> BASES = List.of(Variant.OFFICIAL, Variant.FLOOR);

	private final Scenario scenario;

	private final List<Result> results;

	Report(Scenario scenario, List<Result> results) {
		this.scenario = scenario;
		this.results = results;
	}

	/**
	 * Return the tables: figures, then ratios.
	 * @return their lines, the first of which names the scenario
	 */
	List<String> tables() {
		List<String> lines = new ArrayList<>(List.of("", this.scenario.toString(), ""));
		lines.addAll(table(FIGURES.stream().map(Column::name), this::figures));
		lines.add("");
		lines.addAll(table(ratioNames(), this::ratios));
		return lines;
	}

	static String csvHeader() {
		return csv(Stream.of("java", "transport", "delay ms", "callers", "threads", "variant"),
				FIGURES.stream().map(Column::name), ratioNames());
	}

	List<String> csv() {
		return this.results.stream()
			.map((result) -> csv(circumstances(result), figures(result), ratios(result)))
			.toList();
	}

	private static String csv(Stream<String> circumstances, Stream<String> figures, Stream<String> ratios) {
		return Stream.of(circumstances, figures, ratios).flatMap((some) -> some).collect(Collectors.joining(","));
	}

	private Stream<String> circumstances(Result result) {
		return Stream.of(this.scenario.javaVersion(), this.scenario.tls() ? "tls" : "plain",
				Long.toString(this.scenario.delay().toMillis()), Integer.toString(this.scenario.callers()),
				this.scenario.virtual() ? "virtual" : "platform", result.variant().toString());
	}

	private Stream<String> figures(Result result) {
		return FIGURES.stream().map((column) -> column.figure(result));
	}

	private static Stream<String> ratioNames() {
		return BASES.stream().flatMap((basis) -> RATIOS.stream().map((column) -> column.name() + "/" + basis));
	}

	private Stream<String> ratios(Result result) {
		return BASES.stream().flatMap((basis) -> {
			Optional<Result> other = this.results.stream().filter((it) -> it.variant() == basis).findFirst();
			return RATIOS.stream().map((column) -> other.map((it) -> column.ratio(result, it)).orElse("-"));
		});
	}

	private List<String> table(Stream<String> header, Function<Result, Stream<String>> cells) {
		List<List<String>> rows = new ArrayList<>();
		rows.add(Stream.concat(Stream.of("variant"), header).toList());
		for (Result result : this.results) {
			rows.add(Stream.concat(Stream.of(result.variant().toString()), cells.apply(result)).toList());
		}
		return rows.stream().map((row) -> align(rows, row)).toList();
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
