package io.github.wechatpayspring.merchant.assembly;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.client.observation.ClientEvents;
import io.github.wechatpayspring.client.observation.WechatPayObservationContext;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last calls of a merchant, without anything personal.
 */
public class CallHistory implements ClientEvents {

	/**
	 * How many calls are remembered.
	 */
	public static final int SIZE = 10;

	private final Clock clock;

	private final Lock lock = new ReentrantLock();

	private final Deque<LastCall> calls = new ArrayDeque<>();

	private volatile @Nullable Instant lastVerified;

	private volatile @Nullable Duration clockSkew;

	CallHistory(Clock clock) {
		this.clock = clock;
	}

	@Override
	public void ended(WechatPayObservationContext call) {
		LastCall last = new LastCall(this.clock.instant(), call.getOperation(), call.getOutcome(), call.getStatus(),
				call.getCode(), call.getRequestId());
		this.lock.lock();
		try {
			this.calls.addFirst(last);
			if (this.calls.size() > SIZE) {
				this.calls.removeLast();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void verified(long nanoseconds, WechatPaySecurityException.@Nullable Reason failure) {
		if (failure == null) {
			this.lastVerified = this.clock.instant();
		}
	}

	@Override
	public void dated(long time) {
		this.clockSkew = Duration.ofMillis(this.clock.millis() - time);
	}

	/**
	 * Return the last calls.
	 * @return the calls, the latest first
	 */
	public List<LastCall> calls() {
		this.lock.lock();
		try {
			return List.copyOf(this.calls);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return when a response was last verified.
	 * @return the time, {@code null} if none was
	 */
	public @Nullable Instant lastVerified() {
		return this.lastVerified;
	}

	/**
	 * Return how far the clock of this machine is ahead of the last response.
	 * @return the difference, negative if it is behind, {@code null} if there was none
	 */
	public @Nullable Duration clockSkew() {
		return this.clockSkew;
	}

	/**
	 * A call that has ended.
	 *
	 * @param time when it ended
	 * @param operation its name
	 * @param outcome what became of it
	 * @param status the HTTP status
	 * @param code WeChat Pay's code
	 * @param requestId the {@code Request-ID}
	 */
	public record LastCall(Instant time, @Nullable String operation,
			WechatPayObservationContext.@Nullable Outcome outcome, @Nullable Integer status, @Nullable String code,
			@Nullable String requestId) {

	}

}
