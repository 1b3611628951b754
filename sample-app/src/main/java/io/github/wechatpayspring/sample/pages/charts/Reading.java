package io.github.wechatpayspring.sample.pages.charts;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.client.observation.DefaultWechatPayObservationConvention;
import io.github.wechatpayspring.client.observation.WechatPayObservationContext.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;

/**
 * What the meters of calls show at one moment, counted since the application started.
 *
 * @param time when they were read
 * @param calls the number of calls by outcome
 * @param repetitions how often a call was retried
 * @param buckets how many calls took at most so many milliseconds
 */
record Reading(Instant time, Map<Outcome, Long> calls, long repetitions, NavigableMap<Double, Long> buckets) {

	/**
	 * Read the meters.
	 * @param registry has the meters
	 * @param time the time
	 * @return what they show
	 */
	static Reading of(MeterRegistry registry, Instant time) {
		Map<Outcome, Long> calls = new EnumMap<>(Outcome.class);
		NavigableMap<Double, Long> buckets = new TreeMap<>();
		for (Timer timer : registry.find(DefaultWechatPayObservationConvention.NAME).timers()) {
			String tag = timer.getId().getTag("outcome");
			for (Outcome outcome : Outcome.values()) {
				if (outcome.name().equals(tag)) {
					calls.merge(outcome, timer.count(), Long::sum);
				}
			}
			for (CountAtBucket bucket : timer.takeSnapshot().histogramCounts()) {
				buckets.merge(bucket.bucket(TimeUnit.MILLISECONDS), (long) bucket.count(), Long::sum);
			}
		}
		Collection<Counter> retries = registry.find("wechatpay.client.retries").counters();
		return new Reading(time, calls, (long) retries.stream().mapToDouble(Counter::count).sum(), buckets);
	}

	/**
	 * Return what has happened since.
	 * @param earlier an earlier reading
	 * @return the difference
	 */
	Interval since(Reading earlier) {
		Map<Outcome, Long> difference = new EnumMap<>(Outcome.class);
		Arrays.stream(Outcome.values())
			.forEach((outcome) -> difference.put(outcome,
					this.calls.getOrDefault(outcome, 0L) - earlier.calls.getOrDefault(outcome, 0L)));
		NavigableMap<Double, Long> within = new TreeMap<>(this.buckets);
		within.replaceAll((bound, count) -> count - earlier.buckets.getOrDefault(bound, 0L));
		return new Interval(this.time, difference, this.repetitions - earlier.repetitions, within);
	}

}
