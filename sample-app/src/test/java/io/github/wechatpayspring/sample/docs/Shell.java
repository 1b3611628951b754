package io.github.wechatpayspring.sample.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Runs commands in a shell, where there is one.
 */
final class Shell {

	private Shell() {
	}

	/**
	 * Run a bash in a directory, and fail if it does.
	 * @param directory where to run it
	 * @param arguments its arguments
	 * @return what it prints
	 * @throws IOException if its output cannot be read
	 * @throws InterruptedException if the test is interrupted
	 */
	static String run(Path directory, String... arguments) throws IOException, InterruptedException {
		assumeThat(has("bash")).as("a bash is needed").isTrue();
		List<String> command = new ArrayList<>(List.of("bash"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output;
	}

	static boolean has(String command) throws InterruptedException {
		try {
			return new ProcessBuilder(command, "--version").redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() >= 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
