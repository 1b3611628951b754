package io.github.wechatpayspring.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of a variant in a scenario.
 *
 * @param variant the variant
 * @param slices its turns
 * @param connections the connections that it opened during all of them
 * @param heap the bytes that it holds after all of them
 */
record Result(Variant variant, List<Slice> slices, long connections, long heap) {

	double callsPerSecond() {
		return median(Slice::callsPerSecond);
	}

	double p50Millis() {
		return median((slice) -> slice.p50() / 1e6);
	}

	double p99Millis() {
		return median((slice) -> slice.p99() / 1e6);
	}

	double p999Millis() {
		return median((slice) -> slice.p999() / 1e6);
	}

	double cpuMicrosPerCall() {
		return median(Slice::cpuMicrosPerCall);
	}

	double bytesPerCall() {
		return median(Slice::bytesPerCall);
	}

	double gcMillisPerSecond() {
		return median((slice) -> slice.gcMillis() * 1e9 / slice.nanos());
	}

	long failures() {
		return this.slices.stream().mapToLong(Slice::failures).sum();
	}

	private double median(ToDoubleFunction<Slice> value) {
		return Median.of(this.slices, value);
	}

}
