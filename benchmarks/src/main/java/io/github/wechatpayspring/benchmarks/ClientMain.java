package io.github.wechatpayspring.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The process of one client. Each line of standard input is a command and has one line of
 * standard output for a response.
 */
public final class ClientMain {

	private ClientMain() {
	}

	/**
	 * Run a client until standard input ends.
	 * @param args the variant, the URL of the server, the file of the credentials and the
	 * kind of threads
	 * @throws Exception if that fails
	 */
	public static void main(String[] args) throws Exception {
		try (CouponClient client = Variant.of(args[0]).create(URI.create(args[1]), Credentials.load(Path.of(args[2])));
				BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			Callers callers = new Callers(client, args[3].equals("virtual"));
			System.out.println("ready " + Runtime.version());
			for (String line = input.readLine(); line != null; line = input.readLine()) {
				System.out.println(answer(callers, line.split(" ")));
			}
		}
	}

	private static String answer(Callers callers, String[] command) throws InterruptedException {
		if (command[0].equals("heap")) {
			return Long.toString(retainedHeap());
		}
		Slice slice = callers.run(Integer.parseInt(command[1]), Duration.ofMillis(Long.parseLong(command[2])),
				Duration.ofMillis(Long.parseLong(command[3])), () -> System.out.println("measuring"));
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
