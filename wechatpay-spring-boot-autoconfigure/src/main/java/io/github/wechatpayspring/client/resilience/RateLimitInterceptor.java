package io.github.wechatpayspring.client.resilience;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.github.bucket4j.Bucket;
import io.github.wechatpayspring.WechatPayLimitException;
import io.github.wechatpayspring.client.observation.ClientEvents;
import io.github.wechatpayspring.client.observation.ClientEvents.Limiter;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Holds calls back that WeChat Pay would refuse because there are too many of their kind.
 * Sits inside of retries, since each attempt counts.
 */
final class RateLimitInterceptor implements ClientHttpRequestInterceptor {

	// so much of a limit may be used at once, and the rest is spread over the time, so
	// that no span of that length ever has more
	private static final int BURST_DIVISOR = 10;

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
		this(limits, maxWait, ClientEvents.NONE);
	}

	RateLimitInterceptor(Map<String, RateLimit> limits, Duration maxWait, ClientEvents events) {
		limits.forEach((operation, limit) -> this.limiters.put(operation, new OperationLimit(limit, bucket(limit))));
		this.maxWait = maxWait;
		this.events = events;
	}

	private static Bucket bucket(RateLimit limit) {
		int half = (limit.calls() + 1) / 2;
		long burst = Math.max(limit.calls() / BURST_DIVISOR, Math.min(half, SMALL_BURST));
		long steady = Math.max(limit.calls() - burst, 1);
		return Bucket.builder()
			.addLimit((bandwidth) -> bandwidth.capacity(burst).refillGreedy(steady, limit.period()))
			.withNanosecondPrecision()
			.build();
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		String operation = CallOptions.of(request).operation();
		OperationLimit limiter = (operation != null) ? this.limiters.get(operation) : null;
		if (limiter != null && !limiter.bucket().tryConsume(1) && !awaits(limiter.bucket(), operation)) {
			throw refusal(limiter.limit(), operation, CallRecord.of(request));
		}
		return execution.execute(request, body);
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
			return bucket.asBlocking().tryConsume(1, this.maxWait);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private record OperationLimit(RateLimit limit, Bucket bucket) {

	}

}
