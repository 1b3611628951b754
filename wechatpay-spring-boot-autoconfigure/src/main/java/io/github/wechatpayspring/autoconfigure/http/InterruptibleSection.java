package io.github.wechatpayspring.autoconfigure.http;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a thread does until it leaves: as long it can be interrupted by another thread,
 * and no interruption remains afterwards.
 */
final class InterruptibleSection {

	private final Lock lock = new ReentrantLock();

	private final Thread thread = Thread.currentThread();

	private boolean interrupted;

	private boolean left;

	void interrupt() {
		this.lock.lock();
		try {
			if (!this.left) {
				this.interrupted = true;
				this.thread.interrupt();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void leave() {
		this.lock.lock();
		try {
			this.left = true;
			if (this.interrupted) {
				Thread.interrupted();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
