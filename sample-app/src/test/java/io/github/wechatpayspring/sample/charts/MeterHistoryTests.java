package io.github.wechatpayspring.sample.charts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.wechatpayspring.client.observation.WechatPayObservationContext.Outcome;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MeterHistoryTests {

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final MeterHistory history = new MeterHistory(this.registry);

	@Test
	void countsWhatHappenedBetweenReadings() {
		call("favor-send", Outcome.SUCCESS, 10, 3);
		this.history.read();
		call("favor-send", Outcome.SUCCESS, 10, 1);
		call("multiuse-send", Outcome.SUCCESS, 10, 1);
		call("favor-send", Outcome.REFUSED, 10, 1);
		call("favor-send", Outcome.UNKNOWN, 10, 1);
		this.registry.counter("wechatpay.client.retries", "operation", "favor-send").increment(2);
		this.history.read();
		List<Interval> intervals = this.history.history().intervals();
		assertThat(intervals).extracting(Interval::total).containsExactly(3L, 4L);
		assertThat(intervals.get(1).success()).isEqualTo(2);
		assertThat(intervals.get(1).refused()).isOne();
		assertThat(intervals.get(1).unknown()).isOne();
		assertThat(intervals.get(1).repetitions()).isEqualTo(2);
		assertThat(this.history.history().together().total()).isEqualTo(7);
	}

	@Test
	void tellsHowLongHalfAndMostOfTheCallsTook() {
		call("favor-send", Outcome.SUCCESS, 1000, 100);
		this.history.read();
		call("favor-send", Outcome.SUCCESS, 10, 80);
		call("multiuse-send", Outcome.SUCCESS, 100, 20);
		this.history.read();
		Interval last = this.history.history().intervals().get(1);
		assertThat(last.half()).isNotNull().isCloseTo(10, within(2.0));
		assertThat(last.most()).isNotNull().isCloseTo(100, within(15.0));
	}

	@Test
	void hasNoTimesWithoutCalls() {
		call("favor-send", Outcome.SUCCESS, 10, 1);
		this.history.read();
		this.history.read();
		Interval last = this.history.history().intervals().get(1);
		assertThat(last.total()).isZero();
		assertThat(last.half()).isNull();
		assertThat(last.most()).isNull();
	}

	@Test
	void remembersTheLastMinutesOnly() {
		for (int i = 0; i < MeterHistory.SIZE + 10; i++) {
			this.history.read();
		}
		assertThat(this.history.history().intervals()).hasSize(MeterHistory.SIZE);
		assertThat(this.history.history().span()).isEqualTo(Duration.ofMinutes(5));
	}

	@Test
	void drawsTheLatestAtTheRight() {
		call("favor-send", Outcome.SUCCESS, 10, 3);
		call("favor-send", Outcome.REFUSED, 10, 1);
		this.history.read();
		List<Interval> intervals = this.history.history().intervals();
		OutcomeChart outcomes = OutcomeChart.of(intervals);
		assertThat(outcomes.highest()).isEqualTo(4);
		assertThat(outcomes.bars()).containsExactly(new OutcomeChart.Bar(Outcome.SUCCESS, "59.00", "25.00", "75.00"),
				new OutcomeChart.Bar(Outcome.REFUSED, "59.00", "0.00", "25.00"));
		LatencyChart latency = LatencyChart.of(intervals);
		assertThat(latency.highest()).isGreaterThanOrEqualTo(10);
		assertThat(latency.half()).startsWith("M59.50 ").endsWith("h0");
	}

	@Test
	void breaksLinesWhereThereWereNoCalls() {
		for (int calls : new int[] { 1, 1, 0, 1 }) {
			call("favor-send", Outcome.SUCCESS, 10, calls);
			this.history.read();
		}
		assertThat(LatencyChart.of(this.history.history().intervals()).half())
			.matches("M56\\.50 [\\d.]+h0L57\\.50 [\\d.]+M59\\.50 [\\d.]+h0");
	}

	@Test
	void readsNothingFromMetersThatAreNotThere() {
		assertThat(Reading.of(this.registry, Instant.EPOCH).calls()).isEmpty();
	}

	private void call(String operation, Outcome outcome, long milliseconds, int times) {
		Timer timer = Timer.builder("wechatpay.client.requests")
			.tag("operation", operation)
			.tag("outcome", outcome.name())
			.publishPercentileHistogram()
			.register(this.registry);
		for (int i = 0; i < times; i++) {
			timer.record(Duration.ofMillis(milliseconds));
		}
	}

}
