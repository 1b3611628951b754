package io.github.wechatpayspring.client.resilience;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.util.concurrent.batch.BatchHelper.BatchFailedException;
import io.github.wechatpayspring.WechatPayLimitException;
import io.github.wechatpayspring.client.observation.ClientEvents;
import io.github.wechatpayspring.client.observation.ClientEvents.Limiter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.function.SingletonSupplier;

/**
 * Holds calls back that WeChat Pay would refuse because there are too many of their kind.
 * Sits inside of retries, since each attempt counts, and next to the HTTP client, so that
 * nothing else holds up a call that has its permit.
 */
final class RateLimitInterceptor implements ClientHttpRequestInterceptor {

	private static final Log logger = LogFactory.getLog(RateLimitInterceptor.class);

	// so much of a limit may be used at once, and most of the rest is spread over the
	// time, so that no span of that length ever has more, even if calls are late
	private static final int BURST_DIVISOR = 50;

	private static final double STEADY_SHARE = 0.94;

	// a permit that a thread gets to use later than that could meet those of others
	private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private static final int LATE_PERMITS = 3;

	private static final Duration ON_ITS_OWN = Duration.ofSeconds(10);

	// of a limit that is small: what a download of a bill takes if it breaks off twice
	private static final int SMALL_BURST = 3;

	private final Map<String, OperationLimit> limiters = new HashMap<>();

	private final Duration maxWait;

	private final ClientEvents events;

	/**
	 * Create an interceptor.
	 * @param limits the limit of each kind of call, by the name of its operation
	 * @param maxWait how long a call waits at most
	 */
	RateLimitInterceptor(Map<String, RateLimit> limits, Duration maxWait) {
		this(limits, maxWait, RateLimitStore.inMemory(), ClientEvents.NONE);
	}

	RateLimitInterceptor(Map<String, RateLimit> limits, Duration maxWait, RateLimitStore store, ClientEvents events) {
		limits.forEach((operation, limit) -> this.limiters.put(operation, new OperationLimit(limit, store, operation)));
		this.maxWait = maxWait;
		this.events = events;
	}

	private static BucketConfiguration configuration(RateLimit limit) {
		int half = (limit.calls() + 1) / 2;
		long burst = Math.max(limit.calls() / BURST_DIVISOR, Math.min(half, SMALL_BURST));
		long steady = Math.max(Math.round(STEADY_SHARE * (limit.calls() - burst)), 1);
		return BucketConfiguration.builder()
			.addLimit((bandwidth) -> bandwidth.capacity(burst).refillGreedy(steady, limit.period()))
			.build();
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		String operation = CallOptions.of(request).operation();
		OperationLimit limiter = (operation != null) ? this.limiters.get(operation) : null;
		if (limiter != null && !admits(limiter, operation)) {
			throw refusal(limiter.limit, operation, CallRecord.of(request));
		}
		return execution.execute(request, body);
	}

	private boolean admits(OperationLimit limiter, @Nullable String operation) {
		if (limiter.isReachable()) {
			try {
				return admitsOfAll(limiter, operation);
			}
			catch (RuntimeException ex) {
				limiter.failed(ex);
			}
		}
		// WeChat Pay refuses what is too much, and nothing is issued twice
		return limiter.own.tryConsume(1) || awaits(limiter.own, operation);
	}

	private boolean admitsOfAll(OperationLimit limiter, @Nullable String operation) {
		Bucket bucket = limiter.shared.get();
		try {
			return bucket.tryConsume(1) || awaits(bucket, operation);
		}
		catch (BatchFailedException ex) {
			// it had expired, and another thread has made it anew
			return bucket.tryConsume(1) || awaits(bucket, operation);
		}
	}

	private WechatPayLimitException refusal(RateLimit limit, @Nullable String operation, CallRecord record) {
		String what = (record.isSentEarlier()) ? "Not sent again" : "Nothing was sent";
		return new WechatPayLimitException((Thread.currentThread().isInterrupted())
				? "%s: interrupted while this call of %s was held back, as there are more than %s".formatted(what,
						operation, limit)
				: "%s: more than %s calls of %s, for which WeChat Pay has a limit, and it would take more than %s until the next one. Make them more slowly, or set wechatpay.client.rate-limit.operations.%s if the limit is another one"
					.formatted(what, limit, operation, this.maxWait, operation));
	}

	private boolean awaits(Bucket bucket, @Nullable String operation) {
		long start = System.nanoTime();
		boolean admitted = consumes(bucket);
		this.events.waited(operation, Limiter.RATE_LIMIT, System.nanoTime() - start, admitted);
		return admitted;
	}

	private boolean consumes(Bucket bucket) {
		try {
			Wait wait = new Wait();
			boolean admitted = bucket.asBlocking().tryConsume(1, this.maxWait, wait);
			for (int late = 0; admitted && wait.isLate() && late < LATE_PERMITS; late++) {
				admitted = bucket.asBlocking().tryConsume(1, this.maxWait, wait);
			}
			return admitted;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Waits for a permit, and tells whether that took longer than it had to.
	 */
	private static final class Wait implements BlockingStrategy {

		private long end = System.nanoTime();

		@Override
		public void park(long nanos) throws InterruptedException {
			this.end = System.nanoTime() + nanos;
			BlockingStrategy.PARKING.park(nanos);
		}

		boolean isLate() {
			return System.nanoTime() - this.end > LATE_NANOS;
		}

	}

	/**
	 * The permits of an operation: those that are shared, and those of this instance
	 * alone in case that the others cannot be reached.
	 */
	private static final class OperationLimit {

		private final RateLimit limit;

		private final Supplier<Bucket> shared;

		private final Bucket own;

		private final AtomicLong failedAt = new AtomicLong(System.nanoTime() - ON_ITS_OWN.toNanos());

		OperationLimit(RateLimit limit, RateLimitStore store, String operation) {
			this.limit = limit;
			BucketConfiguration configuration = configuration(limit);
			// permits of another limit are kept apart
			this.shared = SingletonSupplier.of(() -> bucket(store, operation + "/" + limit, configuration));
			this.own = RateLimitStore.inMemory().bucket(operation, configuration);
		}

		boolean isReachable() {
			return System.nanoTime() - this.failedAt.get() >= ON_ITS_OWN.toNanos();
		}

		// called by one thread at a time, which others wait for
		private Bucket bucket(RateLimitStore store, String key, BucketConfiguration configuration) {
			if (!isReachable()) {
				throw new IllegalStateException("Another thread has failed to reach the shared rate limits");
			}
			try {
				return store.bucket(key, configuration);
			}
			catch (RuntimeException ex) {
				failed(ex);
				throw ex;
			}
		}

		// warns once, though many threads may fail together
		void failed(RuntimeException ex) {
			long now = System.nanoTime();
			long last = this.failedAt.get();
			if (now - last >= ON_ITS_OWN.toNanos() && this.failedAt.compareAndSet(last, now)) {
				logger.warn(
						"The shared rate limits cannot be reached: this instance keeps to WeChat Pay's limits on its own for %s"
							.formatted(ON_ITS_OWN),
						ex);
			}
		}

	}

}
