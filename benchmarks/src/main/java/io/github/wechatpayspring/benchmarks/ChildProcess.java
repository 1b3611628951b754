package io.github.wechatpayspring.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that is talked to in lines. It ends when its standard input does.
 */
final class ChildProcess implements AutoCloseable {

	private final Process process;

	private final PrintWriter input;

	private final BufferedReader output;

	private ChildProcess(Process process) {
		this.process = process;
		this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
		this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
	}

	/**
	 * Start a JVM.
	 * @param javaHome which one
	 * @param options its options, class path included
	 * @param main its main class
	 * @param args the arguments of that
	 * @return the process
	 * @throws IOException if that fails
	 */
	static ChildProcess start(Path javaHome, List<String> options, Class<?> main, List<String> args)
			throws IOException {
		List<String> command = new ArrayList<>();
		command.add(javaHome.resolve("bin").resolve("java").toString());
		command.addAll(options);
		command.add(main.getName());
		command.addAll(args);
		return new ChildProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
	}

	void send(String command) {
		this.input.println(command);
	}

	String receive() throws IOException {
		String line = this.output.readLine();
		if (line == null) {
			throw new IOException("A process has ended before its time; what it wrote to standard error says why");
		}
		return line;
	}

	String ask(String command) throws IOException {
		send(command);
		return receive();
	}

	@Override
	public void close() {
		this.input.close();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
