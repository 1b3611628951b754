package io.github.wechatpayspring.bulk.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.simulator.WechatPaySimulator;

/**
 * An instance of the application in a process of its own.
 */
final class Instance {

	private final Path log;

	private Process process;

	private final ProcessBuilder builder;

	private Instance(ProcessBuilder builder, Path log) throws IOException {
		this.builder = builder;
		this.log = log;
		this.process = builder.start();
	}

	static Instance start(WechatPaySimulator wechatPay, Path log, String... properties) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-Xmx256m", "-cp", System.getProperty("java.class.path"), BulkApplication.class.getName()));
		command.addAll(BulkApplication.arguments(wechatPay, properties));
		return new Instance(
				new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile())),
				log);
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * End it as {@code kill -9} does.
	 */
	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	int awaitExit() throws InterruptedException {
		if (!this.process.waitFor(2, TimeUnit.MINUTES)) {
			throw new AssertionError("Does not end:\n" + lastLines());
		}
		return this.process.exitValue();
	}

	void restart() throws IOException {
		this.process = this.builder.start();
	}

	/**
	 * Send it a signal.
	 * @param signal for instance {@code STOP} or {@code CONT}
	 */
	void signal(String signal) throws IOException, InterruptedException {
		new ProcessBuilder("kill", "-" + signal, Long.toString(this.process.pid())).start().waitFor();
	}

	String lastLines() {
		try {
			List<String> lines = Files.readAllLines(this.log);
			return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
