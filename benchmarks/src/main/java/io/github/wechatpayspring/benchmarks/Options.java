package io.github.wechatpayspring.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a run is asked to do, as {@code --name value}.
 */
final class Options {

	private static final Map<String, String> SHORT = Map.of("variants", "ours,ours-accp,official,floor,floor-accp",
			"callers", "32", "threads", "platform", "transport", "plain", "delay", "0", "cycles", "9", "slice", "2",
			"warm-up", "30", "csv", "target/benchmark.csv");

	private static final Map<String, String> LONG = Map.of("variants",
			"ours,ours-accp,ours-conscrypt,official,official-accp,wxjava,floor,floor-accp,raw", "callers", "1,32,1000",
			"transport", "plain,tls", "delay", "0,100");

	private static final Map<String, String> GUARD = Map.of("variants", "ours,official,floor", "cycles", "7");

	private final Map<String, String> values;

	private Options(Map<String, String> values) {
		this.values = values;
	}

	/**
	 * Read options.
	 * @param preset the name of what they are added to: {@code short}, {@code long} or
	 * {@code guard}
	 * @param args the options
	 * @return all options
	 */
	static Options of(String preset, List<String> args) {
		Map<String, String> values = new LinkedHashMap<>(SHORT);
		values.put("jdk", System.getProperty("java.home"));
		values.put("jvm", "own");
		values.put("max-cpu", "1.5");
		values.put("max-bytes", "1.5");
		switch (preset) {
			case "long" -> values.putAll(LONG);
			case "guard" -> values.putAll(GUARD);
			default -> {
			}
		}
		for (int i = 0; i < args.size(); i += 2) {
			String name = args.get(i).replaceFirst("^--", "");
			if (!values.containsKey(name) || i + 1 == args.size()) {
				throw new IllegalArgumentException("%s is not an option with a value; there are --%s"
					.formatted(args.get(i), String.join(", --", values.keySet())));
			}
			values.put(name, args.get(i + 1));
		}
		return new Options(values);
	}

	List<Variant> variants() {
		return list("variants", Variant::of);
	}

	List<Scenario> scenarios() {
		List<Scenario> scenarios = new ArrayList<>();
		for (Path jdk : list("jdk", Path::of)) {
			for (boolean virtual : list("threads", "virtual"::equals)) {
				for (boolean tls : list("transport", "tls"::equals)) {
					scenarios.addAll(scenarios(jdk, virtual, tls));
				}
			}
		}
		return scenarios;
	}

	private List<Scenario> scenarios(Path jdk, boolean virtual, boolean tls) {
		List<Scenario> scenarios = new ArrayList<>();
		for (Duration delay : list("delay", (millis) -> Duration.ofMillis(Long.parseLong(millis)))) {
			for (int callers : list("callers", Integer::valueOf)) {
				scenarios.add(new Scenario(jdk, tls, delay, callers, virtual));
			}
		}
		return scenarios;
	}

	boolean inOneJvm() {
		return switch (value("jvm")) {
			case "one" -> true;
			case "own" -> false;
			default -> throw new IllegalArgumentException("--jvm is own or one, not " + value("jvm"));
		};
	}

	int cycles() {
		return Integer.parseInt(value("cycles"));
	}

	Duration slice() {
		return seconds("slice");
	}

	Duration warmUp() {
		return seconds("warm-up");
	}

	Path csv() {
		return Path.of(value("csv"));
	}

	double maxCpu() {
		return Double.parseDouble(value("max-cpu"));
	}

	double maxBytes() {
		return Double.parseDouble(value("max-bytes"));
	}

	private Duration seconds(String name) {
		return Duration.ofMillis(Math.round(Double.parseDouble(value(name)) * 1000));
	}

	private <T> List<T> list(String name, Function<String, T> reader) {
		return Arrays.stream(value(name).split(",")).map(reader).toList();
	}

	private String value(String name) {
		return this.values.getOrDefault(name, "");
	}

}
