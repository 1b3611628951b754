package io.github.wechatpayspring.client.resilience;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.bucket4j.distributed.proxy.ExecutionStrategy;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Asks for permits on threads of their own, so that no call is held up for longer than
 * the timeout by a pool without a free connection or a server that has gone silent.
 */
final class BoundedExecution implements ExecutionStrategy {

	private final SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("wechatpay-rate-limit-");

	private final Duration timeout;

	BoundedExecution(Duration timeout) {
		this.threads.setDaemon(true);
		this.timeout = timeout;
	}

	// not interrupted, since other threads want their permits of the same request
	@Override
	public <T> T execute(Supplier<T> request) {
		return CompletableFuture.supplyAsync(request, this.threads)
			.orTimeout(this.timeout.toMillis(), TimeUnit.MILLISECONDS)
			.join();
	}

	@Override
	public <T> CompletableFuture<T> executeAsync(Supplier<CompletableFuture<T>> request) {
		throw new UnsupportedOperationException();
	}

}
