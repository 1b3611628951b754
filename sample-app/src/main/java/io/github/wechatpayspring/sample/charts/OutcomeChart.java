package io.github.wechatpayspring.sample.charts;

import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.client.observation.WechatPayObservationContext.Outcome;

/**
 * Calls by outcome as bars on a plane of {@link MeterHistory#SIZE} by 100.
 *
 * @param highest what the top of the plane stands for
 * @param bars the bars
 */
record OutcomeChart(long highest, List<Bar> bars) {

	private static final double HEIGHT = 100;

	static OutcomeChart of(List<Interval> intervals) {
		long most = intervals.stream().mapToLong(Interval::total).max().orElse(0);
		long highest = (long) Scale.above(most);
		List<Bar> bars = new ArrayList<>();
		for (int i = 0; i < intervals.size(); i++) {
			// the latest at the right
			int x = MeterHistory.SIZE - intervals.size() + i;
			double top = HEIGHT;
			for (Outcome outcome : Outcome.values()) {
				long calls = intervals.get(i).calls().getOrDefault(outcome, 0L);
				if (calls > 0) {
					double height = HEIGHT * calls / highest;
					top -= height;
					bars.add(new Bar(outcome, Scale.text(x), Scale.text(top), Scale.text(height)));
				}
			}
		}
		return new OutcomeChart(highest, bars);
	}

	/**
	 * The calls of one outcome in one interval.
	 *
	 * @param outcome the outcome
	 * @param x the left edge
	 * @param y the upper edge
	 * @param height the height
	 */
	record Bar(Outcome outcome, String x, String y, String height) {

	}

}
