package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * Measures what the starter adds to the start of an application that has nothing else:
 * child JVMs without its properties, with them, and with a native crypto provider as well
 * take turns. Takes the number of turns, 15 if it is left out, and then options for the
 * child JVMs.
 */
public final class StartupBenchmark {

	private static final int DEFAULT_TURNS = 15;

	private static final String WITHOUT = "without properties";

	private StartupBenchmark() {
	}

	/**
	 * Print the medians, and how many times as long they are as without properties.
	 * @param args the number of turns, then options of the JVMs that are measured
	 * @throws Exception if a JVM does not start
	 */
	public static void main(String[] args) throws Exception {
		int turns = (args.length != 0) ? Integer.parseInt(args[0]) : DEFAULT_TURNS;
		List<String> options = (args.length != 0) ? List.of(args).subList(1, args.length) : List.of();
		Path directory = Files.createTempDirectory("startup");
		String classPath = System.getProperty("java.class.path");
		List<String> properties = properties(directory);
		Map<String, List<String>> commands = new LinkedHashMap<>();
		commands.put(WITHOUT, command(options, Variant.OURS.classPath(classPath), List.of()));
		commands.put("with properties", command(options, Variant.OURS.classPath(classPath), properties));
		commands.put("and with ACCP", command(options, Variant.OURS_ACCP.classPath(classPath), properties));
		Map<String, List<Start>> starts = new LinkedHashMap<>();
		for (int turn = 0; turn <= turns; turn++) {
			for (Map.Entry<String, List<String>> command : commands.entrySet()) {
				Start start = start(command.getValue());
				// the first turn fills the caches of the machine
				if (turn != 0) {
					starts.computeIfAbsent(command.getKey(), (name) -> new ArrayList<>()).add(start);
				}
			}
		}
		Start without = median(starts.getOrDefault(WITHOUT, List.of()));
		starts.forEach((name, all) -> {
			Start median = median(all);
			System.out.printf("%-20s context %7.1f ms (%5.3f), process %7.1f ms (%5.3f), medians of %d%n", name,
					median.context(), median.context() / without.context(), median.process(),
					median.process() / without.process(), all.size());
		});
	}

	private static List<String> command(List<String> options, String classPath, List<String> properties) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-cp", classPath, Application.class.getName()));
		command.addAll(properties);
		return command;
	}

	private static Start start(List<String> command) throws IOException, InterruptedException {
		long begin = System.nanoTime();
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0) {
			throw new IllegalStateException(output);
		}
		double milliseconds = (System.nanoTime() - begin) / 1e6;
		String context = output.lines()
			.filter((line) -> line.startsWith(Application.CONTEXT))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(output));
		return new Start(Double.parseDouble(context.substring(Application.CONTEXT.length())), milliseconds);
	}

	private static List<String> properties(Path directory) throws GeneralSecurityException, IOException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		KeyPair merchant = generator.generateKeyPair();
		KeyPair platform = generator.generateKeyPair();
		Path privateKey = pem(directory.resolve("apiclient_key.pem"), "PRIVATE KEY",
				merchant.getPrivate().getEncoded());
		Path publicKey = pem(directory.resolve("pub_key.pem"), "PUBLIC KEY", platform.getPublic().getEncoded());
		return List.of("--wechatpay.merchant-id=1900000109", "--wechatpay.appid=wxd678efh567hg6787",
				"--wechatpay.merchant-serial-number=5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
				"--wechatpay.merchant-private-key=file:" + privateKey,
				"--wechatpay.platform-public-key-id=PUB_KEY_ID_0119000001092026112000000000000000",
				"--wechatpay.platform-public-key=file:" + publicKey);
	}

	private static Path pem(Path file, String label, byte[] der) throws IOException {
		String base64 = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(der);
		return Files.writeString(file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, base64));
	}

	private static Start median(List<Start> starts) {
		return new Start(Median.of(starts, Start::context), Median.of(starts, Start::process));
	}

	/**
	 * How long a start took.
	 *
	 * @param context milliseconds until the context was there, from the first line of the
	 * application's {@code main}
	 * @param process milliseconds until the process had ended
	 */
	private record Start(double context, double process) {

	}

	/**
	 * The application that is started.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Application {

		static final String CONTEXT = "context: ";

		/**
		 * Start, tell how long it took, and end.
		 * @param args properties
		 */
		public static void main(String[] args) {
			long begin = System.nanoTime();
			SpringApplication application = new SpringApplication(Application.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			application.run(args);
			System.out.println(CONTEXT + (System.nanoTime() - begin) / 1e6);
		}

	}

}
