package io.github.wechatpayspring.key;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Runs a rare task on a thread that lives no longer than the task.
 */
final class BackgroundThread implements Executor, AutoCloseable {

	private final String name;

	private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

	private volatile boolean closed;

	BackgroundThread(String name) {
		this.name = name;
	}

	@Override
	public void execute(Runnable task) {
		Thread created = new Thread(task, this.name);
		created.setDaemon(true);
		this.thread.set(created);
		if (this.closed) {
			throw new RejectedExecutionException("The application is shutting down");
		}
		created.start();
	}

	/**
	 * Interrupt the task that is running and refuse others.
	 */
	@Override
	public void close() {
		this.closed = true;
		Thread current = this.thread.getAndSet(null);
		if (current != null) {
			current.interrupt();
		}
	}

}
