package io.github.wechatpayspring.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The process of one client or of several. Each line of standard input is a command and
 * has one line of standard output for a response.
 */
public final class ClientMain {

	private ClientMain() {
	}

	/**
	 * Run clients until standard input ends.
	 * @param args the variants, separated by commas, the URL of the server, the file of
	 * the credentials and the kind of threads
	 * @throws Exception if that fails
	 */
	public static void main(String[] args) throws Exception {
		Map<String, CouponClient> clients = new LinkedHashMap<>();
		Map<String, Callers> callers = new LinkedHashMap<>();
		try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			Credentials credentials = Credentials.load(Path.of(args[2]));
			for (String variant : args[0].split(",")) {
				CouponClient client = Variant.of(variant).create(URI.create(args[1]), credentials);
				clients.put(variant, client);
				callers.put(variant, new Callers(client, args[3].equals("virtual")));
			}
			System.out.println("ready " + Runtime.version());
			for (String line = input.readLine(); line != null; line = input.readLine()) {
				System.out.println(respond(callers, line.split(" ")));
			}
		}
		finally {
			for (CouponClient client : clients.values()) {
				client.close();
			}
		}
	}

	private static String respond(Map<String, Callers> all, String[] command) throws InterruptedException {
		if (command[0].equals("heap")) {
			return Long.toString(retainedHeap());
		}
		Callers callers = Objects.requireNonNull(all.get(command[1]));
		Slice slice = callers.run(Integer.parseInt(command[2]), Duration.ofMillis(Long.parseLong(command[3])),
				Duration.ofMillis(Long.parseLong(command[4])), () -> System.out.println("measuring"));
		Exception failure = callers.takeFailure();
		if (failure != null) {
			System.err.println("%d calls failed, the last one with %s".formatted(slice.failures(), failure));
		}
		return slice.format();
	}

	private static long retainedHeap() throws InterruptedException {
		// twice, since cleaners run between
		System.gc();
		Thread.sleep(200);
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
