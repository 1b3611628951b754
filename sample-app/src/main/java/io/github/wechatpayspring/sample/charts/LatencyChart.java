package io.github.wechatpayspring.sample.charts;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The time that calls took as lines on a plane of {@link MeterHistory#SIZE} by 100.
 *
 * @param highest the milliseconds that the top of the plane stands for
 * @param half the path of how long half of the calls took at most
 * @param most the path of how long 95 of 100 calls took at most
 */
record LatencyChart(long highest, String half, String most) {

	private static final double HEIGHT = 100;

	static LatencyChart of(List<Interval> intervals) {
		double longest = intervals.stream()
			.map(Interval::most)
			.filter(Objects::nonNull)
			.mapToDouble(Double::doubleValue)
			.max()
			.orElse(0);
		long highest = (long) Scale.above(longest);
		return new LatencyChart(highest, path(intervals, highest, Interval::half),
				path(intervals, highest, Interval::most));
	}

	// broken where there were no calls; a point by itself is a line to where it is
	private static String path(List<Interval> intervals, long highest, Function<Interval, @Nullable Double> value) {
		StringBuilder path = new StringBuilder();
		boolean drawing = false;
		for (int i = 0; i < intervals.size(); i++) {
			Double milliseconds = value.apply(intervals.get(i));
			if (milliseconds != null) {
				String x = Scale.text(MeterHistory.SIZE - intervals.size() + i + 0.5);
				String y = Scale.text(HEIGHT - HEIGHT * milliseconds / highest);
				path.append((drawing) ? "L" : "M").append(x).append(' ').append(y);
				path.append((drawing) ? "" : "h0");
			}
			drawing = milliseconds != null;
		}
		return path.toString();
	}

}
