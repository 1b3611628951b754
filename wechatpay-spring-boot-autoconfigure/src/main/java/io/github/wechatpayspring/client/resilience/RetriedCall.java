package io.github.wechatpayspring.client.resilience;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayAttempt;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.client.observation.CallObservation;
import io.github.wechatpayspring.client.observation.ClientEvents;
import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.Retryable;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;
import org.springframework.util.backoff.BackOff;

/**
 * One call with all of its attempts: decides after each whether, when and where to try
 * again. Used by one thread.
 */
final class RetriedCall implements Retryable<ClientHttpResponse>, RetryPolicy {

	private static final int LONGEST_DOUBLING = 30;

	private final HttpRequest request;

	private final byte[] body;

	private final ClientHttpRequestExecution execution;

	private final CallOptions options;

	private final RetrySettings settings;

	private final WechatPayHosts hosts;

	private final RetryBudget budget;

	private final ClientEvents events;

	private final CallRecord record;

	private boolean onBackup;

	private boolean lastOnBackup;

	private int tries;

	// of the next attempt
	private long delay;

	private boolean changedHost;

	RetriedCall(HttpRequest request, byte[] body, ClientHttpRequestExecution execution, RetrySettings settings,
			WechatPayHosts hosts, RetryBudget budget, ClientEvents events) {
		this.request = request;
		this.body = body;
		this.execution = execution;
		this.options = CallOptions.of(request);
		this.record = CallRecord.of(request);
		this.settings = settings;
		this.hosts = hosts;
		this.budget = budget;
		this.events = events;
		this.onBackup = hosts.startsOnBackup();
		this.lastOnBackup = this.onBackup;
	}

	@Override
	public ClientHttpResponse execute() throws IOException {
		noteRetry();
		HttpRequest attempt = (this.onBackup) ? new MovedRequest(this.request, this.hosts) : this.request;
		long start = System.nanoTime();
		try {
			ClientHttpResponse response = this.execution.execute(attempt, this.body);
			WechatPayAttempt success = new WechatPayAttempt(attempt.getURI().getHost(),
					response.getStatusCode().value(), null, millisecondsSince(start));
			this.record.succeeded(success);
			tell(success);
			this.hosts.succeeded(this.onBackup);
			this.budget.succeeded();
			return response;
		}
		catch (Throwable ex) {
			failed(attempt.getURI().getHost(), ex, millisecondsSince(start));
			throw ex;
		}
	}

	private void noteRetry() {
		if (this.tries++ > 0) {
			this.events.retried(this.options.operation());
		}
		if (this.onBackup != this.lastOnBackup) {
			this.events.changedHost(this.options.operation(), this.onBackup);
			this.lastOnBackup = this.onBackup;
		}
	}

	private void tell(WechatPayAttempt attempt) {
		if (this.request.getAttributes().get(CallObservation.ATTRIBUTE) instanceof CallObservation observation) {
			observation.attempted(attempt);
		}
	}

	private static long millisecondsSince(long start) {
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
	}

	private void failed(String host, Throwable failure, long milliseconds) {
		WechatPayAttempt attempt = attempt(host, failure, milliseconds);
		this.record.failed(attempt, failure);
		if (attempt != null) {
			tell(attempt);
		}
		if (isFailureOfHost(failure)) {
			this.hosts.failed(this.onBackup);
		}
		else if (failure instanceof WechatPayApiException) {
			this.hosts.succeeded(this.onBackup);
		}
	}

	private @Nullable WechatPayAttempt attempt(String host, Throwable failure, long milliseconds) {
		if (failure instanceof WechatPayApiException ex) {
			return new WechatPayAttempt(host, ex.statusCode(), ex.code(), milliseconds);
		}
		if (failure instanceof WechatPaySecurityException ex) {
			return new WechatPayAttempt(host, null, ex.reason().name(), milliseconds);
		}
		if (failure instanceof WechatPayTransportException || this.record.isHandedOver()) {
			Throwable cause = (failure instanceof WechatPayTransportException && failure.getCause() != null)
					? failure.getCause() : failure;
			return new WechatPayAttempt(host, null, cause.getClass().getSimpleName(), milliseconds);
		}
		// nothing was tried, as without a key
		return null;
	}

	@Override
	public boolean shouldRetry(Throwable throwable) {
		if (!this.settings.enabled() || this.record.attempts().size() >= this.settings.maxAttempts()
				|| !(throwable instanceof WechatPayException failure) || !isWorthRetrying(failure)
				|| Thread.currentThread().isInterrupted()) {
			return false;
		}
		boolean changeHost = this.hosts.hasBackup() && isFailureOfHost(failure);
		if (!isAllowed(changeHost) || !this.budget.takeOne()) {
			return false;
		}
		this.delay = delay(failure, changeHost);
		if (changeHost) {
			this.onBackup = !this.onBackup;
			this.changedHost = true;
		}
		return true;
	}

	private boolean isAllowed(boolean changeHost) {
		if (this.options.isRetryable(this.request.getMethod())) {
			return true;
		}
		// what nobody received can go to the other host, whatever it is
		return changeHost && !this.changedHost && !this.record.isOutcomeUnknown()
				&& this.options.retry() != CallOptions.Retry.NEVER;
	}

	private static boolean isWorthRetrying(WechatPayException failure) {
		if (failure instanceof WechatPayApiException ex) {
			// an error with a signature that is wrong may be anybody's
			return ex.isRetryable() || (ex.isOutcomeUnknown() && ex.statusCode() >= 400);
		}
		return failure instanceof WechatPayTransportException || failure instanceof WechatPaySecurityException;
	}

	private static boolean isFailureOfHost(Throwable failure) {
		if (failure instanceof WechatPayApiException ex) {
			return ex.statusCode() >= 502 && ex.statusCode() <= 504;
		}
		return failure instanceof WechatPayTransportException;
	}

	private long delay(WechatPayException failure, boolean changeHost) {
		if (changeHost && !this.changedHost && !failure.isOutcomeUnknown()) {
			return 0;
		}
		int doublings = Math.min(this.record.attempts().size() - 1, LONGEST_DOUBLING);
		long longest = Math.min(this.settings.initialDelay().toMillis() << doublings,
				this.settings.maxDelay().toMillis());
		long delay = ThreadLocalRandom.current().nextLong(Math.max(longest, 0) + 1);
		Duration retryAfter = (failure instanceof WechatPayApiException ex) ? ex.retryAfter() : null;
		return (retryAfter != null) ? Math.max(delay, retryAfter.toMillis()) : delay;
	}

	@Override
	public Duration getTimeout() {
		return this.settings.timeout();
	}

	@Override
	public BackOff getBackOff() {
		return () -> () -> this.delay;
	}

	@Override
	public String getName() {
		return (this.options.operation() != null) ? this.options.operation() : "WeChat Pay call";
	}

	/**
	 * A request that goes to the backup host.
	 */
	private static final class MovedRequest extends HttpRequestWrapper {

		private final URI uri;

		MovedRequest(HttpRequest request, WechatPayHosts hosts) {
			super(request);
			this.uri = hosts.onBackup(request.getURI());
		}

		@Override
		public URI getURI() {
			return this.uri;
		}

	}

}
