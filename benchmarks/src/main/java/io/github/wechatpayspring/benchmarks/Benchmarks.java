package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.openjdk.jmh.Main;

/**
 * Runs benchmarks: {@code short}, {@code long} or {@code guard} with options, {@code jmh}
 * with those of JMH, {@code startup} with the number of turns and options for the JVMs,
 * or {@code bulk} with the number of lines, of instances and the URL of a database.
 */
public final class Benchmarks {

	private static final int STARTS = 15;

	private Benchmarks() {
	}

	/**
	 * Run benchmarks.
	 * @param args which ones, and options
	 * @throws IOException if that fails
	 */
	public static void main(String[] args) throws IOException {
		List<String> options = Arrays.stream(args).skip(1).toList();
		switch ((args.length > 0) ? args[0] : "") {
			case "jmh" -> Main.main(options.toArray(String[]::new));
			case "startup" -> startup(options);
			case "bulk" -> new BulkBenchmark(options).run().forEach(System.out::println);
			case "short", "long", "guard" -> System.exit(endToEnd(args[0], options));
			default -> throw new IllegalArgumentException(
					"Say which benchmarks to run: short, long, guard, startup, bulk or jmh");
		}
	}

	private static void startup(List<String> args) throws IOException {
		int turns = args.isEmpty() ? STARTS : Integer.parseInt(args.get(0));
		try (StartupBenchmark benchmark = new StartupBenchmark(args.stream().skip(1).toList())) {
			benchmark.run(turns).forEach(System.out::println);
		}
	}

	/**
	 * Run and print the end-to-end benchmarks.
	 * @param preset {@code short}, {@code long} or {@code guard}
	 * @param args what differs from that
	 * @return the exit code of the process, 1 if the guard objects
	 * @throws IOException if that fails
	 */
	static int endToEnd(String preset, List<String> args) throws IOException {
		Options options = Options.of(preset, args);
		System.out.println("%s %s, %d processors, %s".formatted(System.getProperty("os.name"),
				System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors(), LocalDate.now()));
		Guard guard = new Guard(options.maxCpu(), options.maxBytes());
		List<String> csv = new ArrayList<>(List.of(Report.csvHeader()));
		List<String> objections = new ArrayList<>();
		try (EndToEnd endToEnd = new EndToEnd()) {
			for (Scenario scenario : options.scenarios()) {
				List<Result> results = endToEnd.run(scenario, options.variants(), options);
				Report report = new Report(scenario, results);
				report.tables().forEach(System.out::println);
				csv.addAll(report.csv());
				Files.createDirectories(options.csv().toAbsolutePath().getParent());
				Files.write(options.csv(), csv);
				if (preset.equals("guard")) {
					objections.addAll(guard.objections(results));
				}
			}
		}
		objections.forEach(System.out::println);
		return objections.isEmpty() ? 0 : 1;
	}

}
