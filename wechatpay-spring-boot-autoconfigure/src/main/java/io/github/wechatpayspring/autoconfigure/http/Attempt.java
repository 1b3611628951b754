package io.github.wechatpayspring.autoconfigure.http;

import java.io.IOException;
import java.time.Duration;

import io.github.wechatpayspring.client.error.DeadlineExceededException;
import org.jspecify.annotations.Nullable;

/**
 * One request with its response, which has to come to its end before a deadline.
 */
final class Attempt {

	private final Duration deadline;

	private final long start = System.nanoTime();

	private volatile @Nullable Abort abort;

	private volatile boolean sent;

	Attempt(Duration deadline) {
		this.deadline = deadline;
	}

	/**
	 * Note how to end the attempt from another thread.
	 * @param abort ends what is done at the moment, {@code null} if there is nothing to
	 * end
	 */
	void abortBy(@Nullable Abort abort) {
		this.abort = abort;
	}

	void abort() throws IOException {
		Abort abort = this.abort;
		if (abort != null) {
			abort.run();
		}
	}

	/**
	 * Note that from now on the request may have been sent.
	 */
	void sending() {
		this.sent = true;
	}

	boolean isLate() {
		return System.nanoTime() - this.start >= this.deadline.toNanos();
	}

	/**
	 * Check that the deadline is not over, since what comes or fails then may only do so
	 * for having been ended.
	 * @param failure what the HTTP client threw, if it did
	 * @throws DeadlineExceededException if it is over
	 */
	void checkDeadline(@Nullable Exception failure) throws DeadlineExceededException {
		if (isLate()) {
			throw new DeadlineExceededException(this.deadline, this.sent, failure);
		}
	}

	/**
	 * A way to end an attempt.
	 */
	@FunctionalInterface
	interface Abort {

		/**
		 * End the attempt at once, whatever it waits for.
		 * @throws IOException if that fails
		 */
		void run() throws IOException;

	}

}
