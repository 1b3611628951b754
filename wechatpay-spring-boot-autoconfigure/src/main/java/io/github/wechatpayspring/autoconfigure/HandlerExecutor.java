package io.github.wechatpayspring.autoconfigure;

import java.time.Duration;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Runs the handler of notifications: on the application's task executor, or else on
 * threads of its own, virtual ones where the JVM has them. Not an {@link Executor}
 * itself, as Spring Boot sets up none for the application if there is a bean of that
 * type.
 */
final class HandlerExecutor implements AutoCloseable {

	private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;

	private static final int LIMIT = 64;

	private final Executor executor;

	private final Runnable shutdown;

	HandlerExecutor(@Nullable Executor applicationTaskExecutor, Duration patience) {
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
			threads.setTaskTerminationTimeout(patience.toMillis());
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
