package io.github.wechatpayspring.sample.pages.charts;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.NavigableMap;

import io.github.wechatpayspring.client.observation.WechatPayObservationContext.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What happened in some time.
 *
 * @param end when it was over
 * @param calls the number of calls by outcome
 * @param repetitions how often a call was retried
 * @param buckets how many calls took at most so many milliseconds
 */
record Interval(Instant end, Map<Outcome, Long> calls, long repetitions, NavigableMap<Double, Long> buckets) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

	private static final double MEDIAN = 0.5;

	private static final double NINETY_FIVE = 0.95;

	/**
	 * Return the time of day at the end.
	 * @return hours, minutes and seconds
	 */
	public String localTime() {
		return TIME.format(this.end.atZone(ZoneId.systemDefault()));
	}

	/**
	 * Return the number of calls that WeChat Pay carried out.
	 * @return the number
	 */
	public long success() {
		return calls(Outcome.SUCCESS);
	}

	/**
	 * Return the number of calls that were not carried out.
	 * @return the number
	 */
	public long refused() {
		return calls(Outcome.REFUSED);
	}

	/**
	 * Return the number of calls that may have been carried out.
	 * @return the number
	 */
	public long unknown() {
		return calls(Outcome.UNKNOWN);
	}

	/**
	 * Return the number of all calls.
	 * @return the number
	 */
	public long total() {
		return success() + refused() + unknown();
	}

	private long calls(Outcome outcome) {
		return this.calls.getOrDefault(outcome, 0L);
	}

	/**
	 * Return how long half of the calls took at most.
	 * @return the milliseconds, {@code null} if there were no calls
	 */
	public @Nullable Double p50() {
		return quantile(MEDIAN);
	}

	/**
	 * Return how long 95 of 100 calls took at most.
	 * @return the milliseconds, {@code null} if there were no calls
	 */
	public @Nullable Double p95() {
		return quantile(NINETY_FIVE);
	}

	// as Prometheus does it in histogram_quantile
	private @Nullable Double quantile(double share) {
		double rank = share * total();
		double lower = 0;
		long before = 0;
		for (Map.Entry<Double, Long> bucket : this.buckets.entrySet()) {
			long count = bucket.getValue();
			if (total() > 0 && count >= rank) {
				double upper = bucket.getKey();
				return (Double.isInfinite(upper)) ? lower
						: lower + (upper - lower) * (rank - before) / (count - before);
			}
			lower = bucket.getKey();
			before = count;
		}
		// longer than the last bound
		return (total() > 0 && !this.buckets.isEmpty()) ? lower : null;
	}

}
