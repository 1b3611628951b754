package io.github.wechatpayspring.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The figure that as many measurements are above as below.
 */
final class Median {

	private Median() {
	}

	static <T> double of(List<T> measurements, ToDoubleFunction<T> figure) {
		double[] sorted = measurements.stream().mapToDouble(figure).sorted().toArray();
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}
