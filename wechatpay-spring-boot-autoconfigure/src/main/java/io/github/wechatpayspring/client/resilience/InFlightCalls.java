package io.github.wechatpayspring.client.resilience;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wechatpayspring.WechatPayTransportException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Counts the calls in flight. When the application stops, those that are left may finish
 * and new ones are refused. Stops after what makes calls, such as web servers, schedulers
 * and message listeners.
 */
public final class InFlightCalls implements ClientHttpRequestInterceptor, SmartLifecycle {

	private final AtomicInteger calls = new AtomicInteger();

	private final AtomicReference<@Nullable Runnable> whenFinished = new AtomicReference<>();

	private volatile boolean running;

	private volatile boolean stopped;

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		this.calls.incrementAndGet();
		try {
			if (this.stopped) {
				throw refusal(CallOptions.of(request));
			}
			return execution.execute(request, body);
		}
		finally {
			if (this.calls.decrementAndGet() == 0 && this.stopped) {
				finish();
			}
		}
	}

	private static WechatPayTransportException refusal(CallOptions options) {
		WechatPayTransportException ex = new WechatPayTransportException(
				"Nothing was sent: the application is shutting down", null, false);
		ex.describeCall(List.of(), false, options.outRequestNo());
		return ex;
	}

	@Override
	public void start() {
		this.stopped = false;
		this.running = true;
	}

	@Override
	public void stop(Runnable callback) {
		this.whenFinished.set(callback);
		stop();
		if (this.calls.get() == 0) {
			finish();
		}
	}

	@Override
	public void stop() {
		this.stopped = true;
		this.running = false;
	}

	private void finish() {
		Runnable callback = this.whenFinished.getAndSet(null);
		if (callback != null) {
			callback.run();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return 0;
	}

}
