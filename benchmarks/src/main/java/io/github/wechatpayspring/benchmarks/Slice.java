package io.github.wechatpayspring.benchmarks;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What was measured while a client had its turn.
 *
 * @param calls the calls that succeeded
 * @param failures the calls that failed
 * @param nanos how long it took
 * @param cpuNanos the CPU time of the client's whole process
 * @param bytes what was allocated
 * @param p50 the median of the calls' durations in nanoseconds
 * @param p99 their 99th percentile
 * @param p999 their 99.9th percentile
 * @param gcs how often garbage was collected
 * @param gcMillis how long that took
 */
record Slice(long calls, long failures, long nanos, long cpuNanos, long bytes, long p50, long p99, long p999, long gcs,
		long gcMillis) {

	double callsPerSecond() {
		return this.calls * 1e9 / this.nanos;
	}

	double cpuMicrosPerCall() {
		return this.cpuNanos / 1e3 / Math.max(1, this.calls);
	}

	double bytesPerCall() {
		return (double) this.bytes / Math.max(1, this.calls);
	}

	/**
	 * Write this in one line.
	 * @return the line
	 */
	String format() {
		return LongStream
			.of(this.calls, this.failures, this.nanos, this.cpuNanos, this.bytes, this.p50, this.p99, this.p999,
					this.gcs, this.gcMillis)
			.mapToObj(Long::toString)
			.collect(Collectors.joining(" "));
	}

	static Slice parse(String line) {
		long[] values = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
		return new Slice(values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7],
				values[8], values[9]);
	}

}
