package io.github.wechatpayspring.client.observation;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Calls listeners, handlers and conventions of the application in such a way that none of
 * them changes what becomes of a call to WeChat Pay. The first failure is logged.
 */
public final class SafeListeners {

	private static final Log logger = LogFactory.getLog(SafeListeners.class);

	private final AtomicBoolean logged = new AtomicBoolean();

	/**
	 * Call one that returns nothing.
	 * @param listener calls it
	 */
	public void run(Runnable listener) {
		get(() -> {
			listener.run();
			return null;
		});
	}

	/**
	 * Call one that returns something.
	 * @param <T> the type of what it returns
	 * @param listener calls it
	 * @return what it returned, {@code null} if it threw
	 */
	public <T> @Nullable T get(Supplier<@Nullable T> listener) {
		try {
			return listener.get();
		}
		catch (Throwable ex) {
			if (this.logged.compareAndSet(false, true)) {
				log(ex);
			}
			return null;
		}
	}

	// without its message, which may hold anything
	private static void log(Throwable failure) {
		StackTraceElement[] trace = failure.getStackTrace();
		logger.warn(
				"Something that listens to calls to WeChat Pay threw %s%s. Calls go on, and further failures are not logged"
					.formatted(failure.getClass().getName(), (trace.length > 0) ? " at " + trace[0] : ""));
	}

}
