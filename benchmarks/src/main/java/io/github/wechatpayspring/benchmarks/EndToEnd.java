package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs variants against a server, each in a process of its own or all in one. They take
 * turns, so that whatever else happens on the machine happens to all.
 */
final class EndToEnd implements AutoCloseable {

	private static final List<String> CLIENT_OPTIONS = List.of("-Xms512m", "-Xmx512m");

	private static final List<String> SERVER_OPTIONS = List.of("-Xmx1g", "-XX:+UseSerialGC");

	private final String classPath = System.getProperty("java.class.path");

	private final Path directory;

	private final Path credentials;

	private final ServerCertificate certificate;

	EndToEnd() throws IOException {
		this.directory = Files.createTempDirectory("benchmarks");
		this.credentials = this.directory.resolve("credentials.properties");
		Credentials.generate().store(this.credentials);
		this.certificate = ServerCertificate.generate(this.directory.resolve("server.p12"));
	}

	/**
	 * Compare variants.
	 * @param scenario the circumstances
	 * @param variants the variants
	 * @param options how long
	 * @return what was measured of each
	 * @throws IOException if that fails
	 */
	List<Result> run(Scenario scenario, List<Variant> variants, Options options) throws IOException {
		List<ClientProcess> clients = new ArrayList<>();
		try (ChildProcess server = startServer(scenario)) {
			String port = server.receive();
			List<List<Variant>> processes = options.inOneJvm() ? List.of(variants)
					: variants.stream().map(List::of).toList();
			for (List<Variant> together : processes) {
				ChildProcess process = startClients(together, scenario, port);
				together.forEach((variant) -> clients.add(new ClientProcess(variant, process)));
			}
			for (ClientProcess client : clients) {
				client.warmUp(scenario.callers(), options.warmUp());
			}
			takeTurns(clients, server, scenario, options);
			List<Result> results = new ArrayList<>();
			for (ClientProcess client : clients) {
				results.add(client.result());
			}
			return results;
		}
		finally {
			clients.forEach(ClientProcess::close);
		}
	}

	private static void takeTurns(List<ClientProcess> clients, ChildProcess server, Scenario scenario, Options options)
			throws IOException {
		for (int i = 0; i < options.cycles(); i++) {
			for (int j = 0; j < clients.size(); j++) {
				// a different one begins each time
				ClientProcess client = clients.get((i + j) % clients.size());
				client.turn(server, scenario.callers(), options.slice());
			}
		}
	}

	private ChildProcess startServer(Scenario scenario) throws IOException {
		List<String> options = new ArrayList<>(SERVER_OPTIONS);
		options.addAll(List.of("-cp", this.classPath));
		List<String> args = new ArrayList<>();
		args.add(this.credentials.toString());
		args.add(Long.toString(scenario.delay().toMillis()));
		if (scenario.tls()) {
			args.add(this.certificate.keyStore().toString());
		}
		return ChildProcess.start(Path.of(System.getProperty("java.home")), options, BenchmarkServer.class, args);
	}

	private ChildProcess startClients(List<Variant> variants, Scenario scenario, String port) throws IOException {
		Set<String> classPaths = variants.stream()
			.map((variant) -> variant.classPath(this.classPath))
			.collect(Collectors.toSet());
		if (classPaths.size() > 1) {
			throw new IllegalArgumentException(
					"One JVM has one class path: of %s, compare those with the same crypto provider, or leave --jvm out"
						.formatted(variants));
		}
		List<String> options = new ArrayList<>(CLIENT_OPTIONS);
		options.addAll(this.certificate.trustOptions());
		options.addAll(List.of("-cp", classPaths.iterator().next()));
		String url = "%s://localhost:%s".formatted(scenario.tls() ? "https" : "http", port);
		String names = variants.stream().map(Variant::toString).collect(Collectors.joining(","));
		ChildProcess process = ChildProcess.start(scenario.javaHome(), options, ClientMain.class,
				List.of(names, url, this.credentials.toString(), scenario.virtual() ? "virtual" : "platform"));
		String line = process.receive();
		if (!line.startsWith("ready")) {
			throw new IOException("The client %s began with: %s".formatted(names, line));
		}
		return process;
	}

	@Override
	public void close() throws IOException {
		Files.deleteIfExists(this.credentials);
		Files.deleteIfExists(this.certificate.keyStore());
		Files.deleteIfExists(this.directory);
	}

}
