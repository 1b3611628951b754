package io.github.wechatpayspring.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

import io.github.wechatpayspring.WechatPayTransportException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.util.ClassUtils;

/**
 * Runs calls in the background: on virtual threads where the JVM has them, else on a
 * pool.
 */
final class AsyncCalls implements AutoCloseable {

	private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;

	private static final int POOL_SIZE = 64;

	private static final String THREAD_NAME_PREFIX = "wechatpay-";

	private final AsyncTaskExecutor executor;

	private final Runnable shutdown;

	private final TaskDecorator propagation;

	AsyncCalls() {
		this.propagation = propagation();
		if (Runtime.version().feature() >= FIRST_JAVA_WITH_VIRTUAL_THREADS) {
			SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor(THREAD_NAME_PREFIX);
			threads.setVirtualThreads(true);
			this.executor = threads;
			this.shutdown = threads::close;
		}
		else {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setThreadNamePrefix(THREAD_NAME_PREFIX);
			pool.setCorePoolSize(POOL_SIZE);
			pool.setMaxPoolSize(POOL_SIZE);
			pool.setAllowCoreThreadTimeOut(true);
			pool.setDaemon(true);
			pool.initialize();
			this.executor = pool;
			this.shutdown = pool::destroy;
		}
	}

	// of the trace, for instance
	private static TaskDecorator propagation() {
		boolean possible = ClassUtils.isPresent("io.micrometer.context.ContextSnapshot",
				AsyncCalls.class.getClassLoader());
		return (possible) ? new ContextPropagatingTaskDecorator() : (task) -> task;
	}

	/**
	 * Run a call.
	 * @param <T> the type of its response
	 * @param call the call
	 * @return its outcome; cancelling it interrupts the call
	 */
	<T> CompletableFuture<T> run(Supplier<T> call) {
		CompletableFuture<T> future = new CompletableFuture<>();
		Runnable completion = this.propagation.decorate(() -> complete(future, call));
		FutureTask<Void> task = new FutureTask<>(completion, null) {
			@Override
			protected void done() {
				// still waiting when the executor was shut down
				if (isCancelled()) {
					future.completeExceptionally(shuttingDown(null));
				}
			}
		};
		future.whenComplete((response, failure) -> {
			if (future.isCancelled()) {
				task.cancel(true);
			}
		});
		try {
			this.executor.execute(task);
		}
		catch (TaskRejectedException ex) {
			future.completeExceptionally(shuttingDown(ex));
		}
		return future;
	}

	private static WechatPayTransportException shuttingDown(@Nullable Throwable cause) {
		return new WechatPayTransportException("Nothing was sent: the application is shutting down", cause, false);
	}

	private static <T> void complete(CompletableFuture<T> future, Supplier<T> call) {
		try {
			future.complete(call.get());
		}
		catch (Throwable ex) {
			future.completeExceptionally(ex);
		}
	}

	@Override
	public void close() {
		this.shutdown.run();
	}

}
