package io.github.wechatpayspring.autoconfigure.notification;

import java.time.Duration;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * The executor of the handler of notifications: the application's task executor, or else
 * threads of its own, virtual ones where the JVM has them. No {@link Executor} itself,
 * since a bean of that type keeps Spring Boot from creating the application's.
 */
final class HandlerExecutor implements AutoCloseable {

	private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;

	private static final int LIMIT = 64;

	private final Executor executor;

	private final Runnable shutdown;

	HandlerExecutor(@Nullable Executor applicationTaskExecutor, Duration termination) {
		if (applicationTaskExecutor != null) {
			this.executor = applicationTaskExecutor;
			this.shutdown = () -> {
			};
		}
		else {
			SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("wechatpay-notification-");
			threads.setVirtualThreads(Runtime.version().feature() >= FIRST_JAVA_WITH_VIRTUAL_THREADS);
			threads.setConcurrencyLimit(LIMIT);
			threads.setRejectTasksWhenLimitReached(true);
			threads.setTaskTerminationTimeout(termination.toMillis());
			this.executor = threads;
			this.shutdown = threads::close;
		}
	}

	Executor get() {
		return this.executor;
	}

	@Override
	public void close() {
		this.shutdown.run();
	}

}
