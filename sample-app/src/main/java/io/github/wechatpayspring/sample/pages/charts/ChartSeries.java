package io.github.wechatpayspring.sample.pages.charts;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The last minutes as columns, one value for each interval.
 *
 * @param times the ends of the intervals in seconds since 1970
 * @param success the number of calls that WeChat Pay carried out
 * @param refused the number of calls that were refused
 * @param unknown the number of calls whose outcome is unknown
 * @param p50 the milliseconds within which half of the calls ended, {@code null} where
 * there were none
 * @param p95 the milliseconds within which 95 % of the calls ended
 */
record ChartSeries(List<Long> times, List<Long> success, List<Long> refused, List<Long> unknown,
		List<@Nullable Double> p50, List<@Nullable Double> p95) {

	static ChartSeries of(List<Interval> intervals) {
		List<@Nullable Double> p50 = new ArrayList<>();
		List<@Nullable Double> p95 = new ArrayList<>();
		for (Interval interval : intervals) {
			p50.add(interval.p50());
			p95.add(interval.p95());
		}
		return new ChartSeries(intervals.stream().map((interval) -> interval.end().getEpochSecond()).toList(),
				intervals.stream().map(Interval::success).toList(), intervals.stream().map(Interval::refused).toList(),
				intervals.stream().map(Interval::unknown).toList(), p50, p95);
	}

}
