package io.github.wechatpayspring.key;

import java.security.GeneralSecurityException;

/**
 * Lets callers calculate in the order they came. With many more of them than processors,
 * the operating system would interrupt each of them many times, and some would take
 * several times as long as others.
 */
abstract class CalculationTurns {

	/**
	 * Return turns for calculations that take long beside waking a thread up.
	 * @return the turns
	 */
	static CalculationTurns ofLongCalculations() {
		return new HandedTurns(HandedTurns.PER_PROCESSOR * processors());
	}

	/**
	 * Return turns for calculations that do not.
	 * @return the turns
	 */
	static CalculationTurns ofShortCalculations() {
		return new SemaphoreTurns(SemaphoreTurns.PER_PROCESSOR * processors());
	}

	private static int processors() {
		return Runtime.getRuntime().availableProcessors();
	}

	/**
	 * Calculate when it is the caller's turn.
	 * @param calculation needs a processor and waits for nothing else
	 * @return its result
	 * @throws GeneralSecurityException if the calculation does
	 */
	final byte[] take(Calculation calculation) throws GeneralSecurityException {
		begin();
		try {
			return calculation.run();
		}
		finally {
			end();
		}
	}

	/**
	 * Wait for a turn. An interruption does not end the wait: what is sent with the
	 * signature hears of it.
	 */
	abstract void begin();

	/**
	 * Leave the turn to the caller who waits longest.
	 */
	abstract void end();

	/**
	 * Something that takes a processor's time.
	 */
	@FunctionalInterface
	interface Calculation {

		byte[] run() throws GeneralSecurityException;

	}

}
