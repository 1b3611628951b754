package io.github.wechatpayspring.client.resilience;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.WechatPayLimitException;
import io.github.wechatpayspring.client.observation.ClientEvents;
import io.github.wechatpayspring.client.observation.ClientEvents.Limiter;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Lets calls for the same user and stock through one after the other, since WeChat Pay
 * refuses some of those that come at once. Sits outside of retries, so that a call keeps
 * its permit until it is settled.
 */
final class OneAtATimeInterceptor implements ClientHttpRequestInterceptor {

	private final ConcurrentMap<List<String>, Turn> turns = new ConcurrentHashMap<>();

	private final Duration maxWait;

	private final ClientEvents events;

	/**
	 * Create an interceptor.
	 * @param maxWait how long a call waits for its permit at most
	 */
	OneAtATimeInterceptor(Duration maxWait) {
		this(maxWait, ClientEvents.NONE);
	}

	OneAtATimeInterceptor(Duration maxWait, ClientEvents events) {
		this.maxWait = maxWait;
		this.events = events;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		CallOptions options = CallOptions.of(request);
		List<String> key = options.oneAtATime();
		if (key == null) {
			return execution.execute(request, body);
		}
		Turn turn = enter(key);
		try {
			if (!awaits(turn, options.operation())) {
				throw refusal(options);
			}
			try {
				return execution.execute(request, body);
			}
			finally {
				turn.permit.release();
			}
		}
		finally {
			leave(key);
		}
	}

	private boolean awaits(Turn turn, @Nullable String operation) {
		if (turn.await(Duration.ZERO)) {
			return true;
		}
		long start = System.nanoTime();
		boolean admitted = turn.await(this.maxWait);
		this.events.waited(operation, Limiter.ONE_AT_A_TIME, System.nanoTime() - start, admitted);
		return admitted;
	}

	private WechatPayLimitException refusal(CallOptions options) {
		WechatPayLimitException ex = new WechatPayLimitException((Thread.currentThread().isInterrupted())
				? "Nothing was sent: interrupted while another %s to the same user from the same stock was in flight"
					.formatted(options.operation())
				: "Nothing was sent: another %s to the same user from the same stock is still in flight after %s of waiting, and WeChat Pay refuses some of those that come at once. Send them one after the other"
					.formatted(options.operation(), this.maxWait));
		ex.describeCall(List.of(), false, options.outRequestNo());
		return ex;
	}

	private Turn enter(List<String> key) {
		return this.turns.compute(key, (same, turn) -> Turn.entered(turn));
	}

	private void leave(List<String> key) {
		this.turns.computeIfPresent(key, (same, turn) -> turn.left());
	}

	/**
	 * Whose turn it is, and how many there are; the number is only changed under the lock
	 * of the map.
	 */
	private static final class Turn {

		private final Semaphore permit = new Semaphore(1, true);

		private int calls;

		static Turn entered(@Nullable Turn existing) {
			Turn turn = (existing != null) ? existing : new Turn();
			turn.calls++;
			return turn;
		}

		@Nullable Turn left() {
			this.calls--;
			return (this.calls > 0) ? this : null;
		}

		boolean await(Duration maxWait) {
			try {
				return this.permit.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
		}

	}

}
