package io.github.wechatpayspring.key;

import java.util.concurrent.Semaphore;

/**
 * Turns of a fair semaphore, which wakes a caller only when the one before is awake. With
 * short calculations that takes less processor time than handing each turn on.
 */
final class SemaphoreTurns extends CalculationTurns {

	static final int PER_PROCESSOR = 4;

	private final Semaphore free;

	SemaphoreTurns(int atOnce) {
		this.free = new Semaphore(atOnce, true);
	}

	@Override
	void begin() {
		this.free.acquireUninterruptibly();
	}

	@Override
	void end() {
		this.free.release();
	}

}
