package io.github.wechatpayspring.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Objects when the starter has become much slower than it has to be.
 *
 * @param maxCpu the CPU time of a call that is allowed, as a multiple of the floor's
 * @param maxBytes the bytes that a call may allocate, as a multiple of the official SDK's
 */
record Guard(double maxCpu, double maxBytes) {

	/**
	 * Judge results.
	 * @param results those of the starter, the floor and the official SDK
	 * @return what is wrong, one sentence each
	 */
	List<String> objections(List<Result> results) {
		Result ours = result(results, Variant.OURS);
		List<String> objections = new ArrayList<>();
		double cpu = ours.cpuMicrosPerCall() / result(results, Variant.FLOOR).cpuMicrosPerCall();
		if (!(cpu <= this.maxCpu)) {
			objections.add(String.format(Locale.ROOT,
					"A call takes %.2f times the CPU time of the floor, but at most %.2f times is allowed (--max-cpu).",
					cpu, this.maxCpu));
		}
		double bytes = ours.bytesPerCall() / result(results, Variant.OFFICIAL).bytesPerCall();
		if (!(bytes <= this.maxBytes)) {
			objections.add(String.format(Locale.ROOT,
					"A call allocates %.2f times what it does with the official SDK, but at most %.2f times is allowed (--max-bytes).",
					bytes, this.maxBytes));
		}
		if (ours.failures() > 0) {
			objections.add("%d calls failed.".formatted(ours.failures()));
		}
		return objections;
	}

	private static Result result(List<Result> results, Variant variant) {
		return results.stream()
			.filter((result) -> result.variant() == variant)
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("The guard needs the variant " + variant));
	}

}
