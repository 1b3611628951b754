package io.github.wechatpayspring.benchmarks;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The circumstances that variants are compared under.
 *
 * @param javaHome where the Java runtime of the clients is
 * @param tls whether connections are encrypted
 * @param delay how long the server waits before it answers
 * @param callers how many call at once
 * @param virtual whether they are virtual threads
 */
record Scenario(Path javaHome, boolean tls, Duration delay, int callers, boolean virtual) {

	@Override
	public String toString() {
		return "%s, %s, %s, %s on %s threads".formatted(this.javaHome, this.tls ? "TLS" : "plain HTTP",
				this.delay.isZero() ? "no delay" : "delay of %d ms".formatted(this.delay.toMillis()),
				(this.callers == 1) ? "1 caller" : this.callers + " callers", this.virtual ? "virtual" : "platform");
	}

}
