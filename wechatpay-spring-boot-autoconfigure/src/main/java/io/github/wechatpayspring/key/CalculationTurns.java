package io.github.wechatpayspring.key;

import java.security.GeneralSecurityException;
import java.util.concurrent.LinkedTransferQueue;

/**
 * Lets callers calculate in the order they came. With many more of them than processors,
 * the operating system would interrupt each of them many times, and some would take
 * several times as long as others.
 */
final class CalculationTurns {

	// one to calculate and one to go on while the next caller wakes up
	private static final int PER_PROCESSOR = 2;

	// hands each turn that ends to a caller that waits. A fair Semaphore wakes the second
	// caller only when the first is awake, and processors are idle meanwhile.
	private final LinkedTransferQueue<Turn> free = new LinkedTransferQueue<>();

	CalculationTurns() {
		this(PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
	}

	CalculationTurns(int atOnce) {
		for (int i = 0; i < atOnce; i++) {
			this.free.put(new Turn());
		}
	}

	/**
	 * Calculate when it is the caller's turn.
	 * @param calculation needs a processor and waits for nothing else
	 * @return its result
	 * @throws GeneralSecurityException if the calculation does
	 */
	byte[] take(Calculation calculation) throws GeneralSecurityException {
		Turn turn = take();
		try {
			return calculation.run();
		}
		finally {
			this.free.put(turn);
		}
	}

	private Turn take() {
		boolean interrupted = false;
		try {
			while (true) {
				try {
					return this.free.take();
				}
				catch (InterruptedException ex) {
					// what is sent with the signature hears of it
					interrupted = true;
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Something that takes a processor's time.
	 */
	@FunctionalInterface
	interface Calculation {

		byte[] run() throws GeneralSecurityException;

	}

	private static final class Turn {

	}

}
