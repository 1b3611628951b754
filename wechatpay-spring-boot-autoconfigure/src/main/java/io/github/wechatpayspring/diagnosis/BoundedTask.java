package io.github.wechatpayspring.diagnosis;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Runs what waits for the network within a deadline, whether or not it has timeouts of
 * its own.
 */
final class BoundedTask {

	private static final int LONGEST_MESSAGE = 200;

	private BoundedTask() {
	}

	static <T> T run(Callable<T> task, Duration timeout) throws Exception {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("wechatpay-diagnosis-");
		executor.setDaemon(true);
		Future<T> future = executor.submit(task);
		try {
			return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
		catch (TimeoutException ex) {
			throw new TimeoutException("nothing within " + timeout.toSeconds() + " s");
		}
		finally {
			future.cancel(true);
		}
	}

	/**
	 * Describe a failure by its root cause.
	 * @param failure the failure
	 * @return type and message of the cause, in one line
	 */
	static String describe(Throwable failure) {
		if (failure instanceof InterruptedException) {
			Thread.currentThread().interrupt();
		}
		Throwable cause = failure;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		String message = (cause.getMessage() != null) ? cause.getMessage().replaceAll("\\p{C}+", " ").strip() : "";
		String shown = (message.length() > LONGEST_MESSAGE) ? message.substring(0, LONGEST_MESSAGE) + "…" : message;
		return (shown.isEmpty()) ? cause.getClass().getSimpleName() : cause.getClass().getSimpleName() + ": " + shown;
	}

}
