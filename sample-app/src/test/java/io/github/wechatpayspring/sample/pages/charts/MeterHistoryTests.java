package io.github.wechatpayspring.sample.pages.charts;

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
	void calculatesPercentilesOfAnInterval() {
		call("favor-send", Outcome.SUCCESS, 1000, 100);
		this.history.read();
		call("favor-send", Outcome.SUCCESS, 10, 80);
		call("multiuse-send", Outcome.SUCCESS, 100, 20);
		this.history.read();
		Interval last = this.history.history().intervals().get(1);
		assertThat(last.p50()).isNotNull().isCloseTo(10, within(2.0));
		assertThat(last.p95()).isNotNull().isCloseTo(100, within(15.0));
	}

	@Test
	void hasNoTimesWithoutCalls() {
		call("favor-send", Outcome.SUCCESS, 10, 1);
		this.history.read();
		this.history.read();
		Interval last = this.history.history().intervals().get(1);
		assertThat(last.total()).isZero();
		assertThat(last.p50()).isNull();
		assertThat(last.p95()).isNull();
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
	void drawsOneValueForEachInterval() {
		call("favor-send", Outcome.SUCCESS, 10, 3);
		call("favor-send", Outcome.REFUSED, 10, 1);
		this.history.read();
		this.history.read();
		List<Interval> intervals = this.history.history().intervals();
		ChartSeries series = ChartSeries.of(intervals);
		assertThat(series.times()).containsExactly(intervals.get(0).end().getEpochSecond(),
				intervals.get(1).end().getEpochSecond());
		assertThat(series.success()).containsExactly(3L, 0L);
		assertThat(series.refused()).containsExactly(1L, 0L);
		assertThat(series.unknown()).containsExactly(0L, 0L);
		assertThat(series.p50().get(0)).isCloseTo(10, within(2.0));
		assertThat(series.p50().get(1)).isNull();
		assertThat(series.p95().get(1)).isNull();
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
