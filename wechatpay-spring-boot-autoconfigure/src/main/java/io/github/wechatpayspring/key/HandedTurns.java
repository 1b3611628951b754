package io.github.wechatpayspring.key;

import java.util.concurrent.LinkedTransferQueue;

/**
 * Turns that are handed to a caller while it still sleeps. Beside a calculation of most
 * of a millisecond it matters little that each caller has to be woken up, and no
 * processor is idle meanwhile, as it would be with a fair semaphore.
 */
final class HandedTurns extends CalculationTurns {

	// one to calculate and one to go on while the next caller wakes up
	static final int PER_PROCESSOR = 2;

	private final LinkedTransferQueue<Turn> free = new LinkedTransferQueue<>();

	HandedTurns(int atOnce) {
		for (int i = 0; i < atOnce; i++) {
			this.free.put(Turn.TURN);
		}
	}

	@Override
	void begin() {
		boolean interrupted = false;
		try {
			while (true) {
				try {
					this.free.take();
					return;
				}
				catch (InterruptedException ex) {
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

	@Override
	void end() {
		this.free.put(Turn.TURN);
	}

	private enum Turn {

		TURN

	}

}
