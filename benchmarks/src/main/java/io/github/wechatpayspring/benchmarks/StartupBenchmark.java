package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures what the calls add to the start of an application that has nothing else: child
 * JVMs with the starter and with what one would have instead of it take turns.
 */
final class StartupBenchmark implements AutoCloseable {

	/**
	 * How long an application waits that may do something in the background.
	 */
	static final Duration MOMENT = Duration.ofSeconds(1);

	private final Path directory;

	private final Path privateKey;

	private final Path publicKey;

	private final BenchmarkServer server;

	private final List<String> options;

	/**
	 * Create the benchmark, with keys and a server of its own.
	 * @param options options of the JVMs that are measured
	 * @throws IOException if that fails
	 */
	StartupBenchmark(List<String> options) throws IOException {
		this.options = List.copyOf(options);
		Credentials credentials = Credentials.generate();
		this.directory = Files.createTempDirectory("startup");
		this.privateKey = Files.writeString(this.directory.resolve("apiclient_key.pem"),
				credentials.merchantPrivateKeyPem());
		this.publicKey = Files.writeString(this.directory.resolve("pub_key.pem"), credentials.platformPublicKeyPem());
		this.server = BenchmarkServer.start(credentials, null, Duration.ZERO);
	}

	/**
	 * Start each variant several times.
	 * @param turns how often
	 * @return a line with the medians for each
	 * @throws IOException if a JVM does not start or issue its coupon
	 */
	List<String> run(int turns) throws IOException {
		Map<StartupVariant, List<Start>> starts = new TreeMap<>();
		Map<StartupVariant, List<Start>> later = new TreeMap<>();
		for (int turn = 0; turn <= turns; turn++) {
			for (StartupVariant variant : StartupVariant.values()) {
				Start start = start(variant, Duration.ZERO);
				// the first turn fills the caches of the machine
				if (turn != 0) {
					starts.computeIfAbsent(variant, (key) -> new ArrayList<>()).add(start);
					later.computeIfAbsent(variant, (key) -> new ArrayList<>()).add(start(variant, MOMENT));
				}
			}
		}
		double none = Median.of(starts.getOrDefault(StartupVariant.NONE, List.of()), Start::context);
		List<String> lines = new ArrayList<>();
		starts.forEach((variant, all) -> lines.add(line(variant, all, later.getOrDefault(variant, List.of()), none)));
		return lines;
	}

	private static String line(StartupVariant variant, List<Start> starts, List<Start> later, double none) {
		double context = Median.of(starts, Start::context);
		String line = "%-18s  context %7.1f ms (%5.3f)".formatted(variant, context, context / none);
		if (variant == StartupVariant.NONE) {
			return line;
		}
		double coupon = Median.of(starts, Start::coupon);
		return "%s, first coupon %7.1f ms (%5.3f), taking %5.1f ms at once and %5.1f ms a moment later".formatted(line,
				coupon, coupon / none, Median.of(starts, Start::call), Median.of(later, Start::call));
	}

	/**
	 * Start a variant once.
	 * @param variant what to start
	 * @param idle how long it waits before it issues its coupon
	 * @return how long that took
	 * @throws IOException if it does not start or issue its coupon
	 */
	Start start(StartupVariant variant, Duration idle) throws IOException {
		List<String> jvm = new ArrayList<>(this.options);
		jvm.addAll(List.of("-D%s=%d".formatted(StartupApplication.IDLE, idle.toMillis()), "-cp",
				variant.classPath(System.getProperty("java.class.path"))));
		try (ChildProcess process = ChildProcess.start(Path.of(System.getProperty("java.home")), jvm,
				StartupApplication.class, args(variant))) {
			double context = Double.parseDouble(process.receive());
			if (variant == StartupVariant.NONE) {
				return new Start(context, Double.NaN, Double.NaN);
			}
			double called = Double.parseDouble(process.receive());
			double coupon = Double.parseDouble(process.receive());
			return new Start(context, coupon, coupon - called);
		}
	}

	List<String> args(StartupVariant variant) {
		return variant.args(URI.create("http://localhost:" + this.server.port()), this.privateKey, this.publicKey);
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		Files.deleteIfExists(this.privateKey);
		Files.deleteIfExists(this.publicKey);
		Files.deleteIfExists(this.directory);
	}

	/**
	 * How long a start took, from the first line of the application's {@code main}.
	 *
	 * @param context milliseconds until the context was there
	 * @param coupon milliseconds until the first coupon was issued, not a number where
	 * there is nothing to issue it with
	 * @param call milliseconds that this call took by itself
	 */
	record Start(double context, double coupon, double call) {

	}

}
