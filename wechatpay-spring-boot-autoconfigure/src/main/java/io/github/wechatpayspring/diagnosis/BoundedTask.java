package io.github.wechatpayspring.diagnosis;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs what waits for the network for a limited time, whether or not it knows timeouts of
 * its own.
 */
final class BoundedTask {

	private static final int LONGEST_MESSAGE = 200;

	private BoundedTask() {
	}

	static <T> T run(Callable<T> task, Duration timeout) throws Exception {
		FutureTask<T> future = new FutureTask<>(task);
		Thread thread = new Thread(future, "wechatpay-diagnosis");
		thread.setDaemon(true);
		thread.start();
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
			thread.interrupt();
		}
	}

	/**
	 * Describe what was thrown by its first cause.
	 * @param failure what was thrown
	 * @return kind and message of the cause, in one line
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
