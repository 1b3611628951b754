package io.github.wechatpayspring.benchmarks;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Callers that each send one coupon after another.
 */
final class Callers {

	private final CouponClient client;

	private final boolean virtual;

	private final String prefix = "bench" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

	private final AtomicLong number = new AtomicLong();

	private final Recorder recorder = new Recorder(3);

	private final LongAdder failures = new LongAdder();

	private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

	private volatile boolean stopped;

	Callers(CouponClient client, boolean virtual) {
		this.client = client;
		this.virtual = virtual;
	}

	/**
	 * Have callers call for a while.
	 * @param callers how many of them
	 * @param lead how long, after the first call of each, before it is measured
	 * @param duration how long it is measured
	 * @param onMeasuring runs when it begins to be measured
	 * @return what was measured
	 * @throws InterruptedException if interrupted
	 */
	Slice run(int callers, Duration lead, Duration duration, Runnable onMeasuring) throws InterruptedException {
		this.stopped = false;
		CountDownLatch connected = new CountDownLatch(callers);
		ExecutorService executor = executor();
		try {
			for (int i = 0; i < callers; i++) {
				executor.execute(() -> call(connected));
			}
			connected.await(1, TimeUnit.MINUTES);
			TimeUnit.NANOSECONDS.sleep(lead.toNanos());
			onMeasuring.run();
			this.failures.reset();
			this.recorder.reset();
			Usage start = Usage.now();
			TimeUnit.NANOSECONDS.sleep(duration.toNanos());
			Usage end = Usage.now();
			return slice(start, end, this.recorder.getIntervalHistogram());
		}
		finally {
			this.stopped = true;
			executor.shutdown();
			executor.awaitTermination(1, TimeUnit.MINUTES);
		}
	}

	/**
	 * Return the latest failure and forget it.
	 * @return the failure, or {@code null} if there was none
	 */
	@Nullable Exception takeFailure() {
		return this.failure.getAndSet(null);
	}

	private void call(CountDownLatch connected) {
		for (; !this.stopped; connected.countDown()) {
			String outRequestNo = this.prefix + this.number.incrementAndGet();
			long start = System.nanoTime();
			try {
				String id = this.client.send(outRequestNo);
				if (!SignedAnswer.COUPON_ID.equals(id)) {
					throw new IllegalStateException(
							"The coupon is %s instead of %s".formatted(id, SignedAnswer.COUPON_ID));
				}
				this.recorder.recordValue(System.nanoTime() - start);
			}
			catch (Exception ex) {
				this.failures.increment();
				this.failure.set(ex);
			}
		}
	}

	private Slice slice(Usage start, Usage end, Histogram durations) {
		return new Slice(durations.getTotalCount(), this.failures.sum(), end.time() - start.time(),
				end.cpuNanos() - start.cpuNanos(), end.bytes() - start.bytes(), durations.getValueAtPercentile(50),
				durations.getValueAtPercentile(99), durations.getValueAtPercentile(99.9), end.gcs() - start.gcs(),
				end.gcMillis() - start.gcMillis());
	}

	private ExecutorService executor() {
		if (!this.virtual) {
			return Executors.newCachedThreadPool();
		}
		try {
			return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Virtual threads need Java 21", ex);
		}
	}

}
