package io.github.wechatpayspring.simulator;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets requests wait until the simulator is closed.
 */
final class Pause {

	private final CountDownLatch closed = new CountDownLatch(1);

	/**
	 * Wait.
	 * @param duration how long
	 * @return {@code false} if the simulator was closed in the meantime
	 */
	boolean lasts(Duration duration) {
		try {
			return !this.closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	void end() {
		this.closed.countDown();
	}

}
