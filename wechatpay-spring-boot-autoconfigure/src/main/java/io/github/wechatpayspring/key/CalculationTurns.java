package io.github.wechatpayspring.key;

import java.security.GeneralSecurityException;
import java.util.concurrent.Semaphore;

/**
 * Lets callers calculate in the order they came. With many more of them than processors,
 * the operating system would interrupt each of them many times, and some would take
 * several times as long as others.
 */
final class CalculationTurns {

	// more than one, so that no processor is idle while the next caller wakes up
	private static final int PER_PROCESSOR = 4;

	private final Semaphore permits;

	CalculationTurns() {
		this(PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
	}

	CalculationTurns(int atOnce) {
		this.permits = new Semaphore(atOnce, true);
	}

	/**
	 * Calculate when it is the caller's turn.
	 * @param calculation needs a processor and waits for nothing else
	 * @return its result
	 * @throws GeneralSecurityException if the calculation does
	 */
	byte[] take(Calculation calculation) throws GeneralSecurityException {
		this.permits.acquireUninterruptibly();
		try {
			return calculation.run();
		}
		finally {
			this.permits.release();
		}
	}

	/**
	 * Something that takes a processor's time.
	 */
	@FunctionalInterface
	interface Calculation {

		byte[] run() throws GeneralSecurityException;

	}

}
