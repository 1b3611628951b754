package io.github.wechatpayspring.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/**
 * The circumstances that variants are compared under.
 *
 * @param javaHome where the Java runtime of the clients is
 * @param tls whether connections are encrypted
 * @param delay how long the server waits before it responds
 * @param callers how many call at once
 * @param virtual whether they are virtual threads
 */
record Scenario(Path javaHome, boolean tls, Duration delay, int callers, boolean virtual) {

	/**
	 * Return the version of that Java runtime, as its own file has it.
	 * @return the version
	 */
	String javaVersion() {
		Properties release = new Properties();
		try (Reader reader = Files.newBufferedReader(this.javaHome.resolve("release"))) {
			release.load(reader);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("%s is not the home of a Java runtime".formatted(this.javaHome), ex);
		}
		return release.getProperty("JAVA_VERSION", "unknown").replace("\"", "");
	}

	@Override
	public String toString() {
		return "Java %s, %s, %s, %s on %s threads".formatted(javaVersion(), this.tls ? "TLS" : "plain HTTP",
				this.delay.isZero() ? "no delay" : "delay of %d ms".formatted(this.delay.toMillis()),
				(this.callers == 1) ? "1 caller" : this.callers + " callers", this.virtual ? "virtual" : "platform");
	}

}
