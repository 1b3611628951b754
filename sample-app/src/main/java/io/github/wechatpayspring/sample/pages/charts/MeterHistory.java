package io.github.wechatpayspring.sample.pages.charts;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reads the meters every few seconds and remembers the last minutes.
 */
@Component
class MeterHistory {

	/**
	 * How many intervals are remembered.
	 */
	static final int SIZE = 60;

	private static final long SECONDS = 5;

	private final MeterRegistry registry;

	private final Clock clock = Clock.systemUTC();

	private final Lock lock = new ReentrantLock();

	private final Deque<Reading> readings = new ArrayDeque<>(SIZE + 2);

	MeterHistory(MeterRegistry registry) {
		this.registry = registry;
		read();
	}

	@Scheduled(fixedRate = SECONDS, initialDelay = SECONDS, timeUnit = TimeUnit.SECONDS)
	void read() {
		Reading reading = Reading.of(this.registry, this.clock.instant());
		this.lock.lock();
		try {
			this.readings.addLast(reading);
			if (this.readings.size() > SIZE + 1) {
				this.readings.removeFirst();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return what happened in the last minutes.
	 * @return the intervals, the oldest first, and all of them together
	 */
	History history() {
		List<Reading> all;
		this.lock.lock();
		try {
			all = List.copyOf(this.readings);
		}
		finally {
			this.lock.unlock();
		}
		List<Interval> intervals = new ArrayList<>();
		for (int i = 1; i < all.size(); i++) {
			intervals.add(all.get(i).since(all.get(i - 1)));
		}
		Interval together = all.get(all.size() - 1).since(all.get(0));
		return new History(intervals, together, Duration.ofSeconds(SIZE * SECONDS));
	}

	/**
	 * The last minutes.
	 *
	 * @param intervals one after the other
	 * @param together all at once
	 * @param span how long that is, once there are as many intervals as are remembered
	 */
	record History(List<Interval> intervals, Interval together, Duration span) {

	}

}
