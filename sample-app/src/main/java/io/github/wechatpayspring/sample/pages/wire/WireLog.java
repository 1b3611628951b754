package io.github.wechatpayspring.sample.pages.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.springframework.stereotype.Component;

/**
 * Remembers the last calls. Safe for use by several threads.
 */
@Component
class WireLog {

	static final int SIZE = 50;

	private final Lock lock = new ReentrantLock();

	private final Deque<WireCall> calls = new ArrayDeque<>(SIZE + 1);

	private long added;

	/**
	 * Remember a call, and forget the oldest if there are too many.
	 * @param call makes the call of its number
	 */
	void add(NumberedCall call) {
		this.lock.lock();
		try {
			this.calls.addFirst(call.numbered(++this.added));
			if (this.calls.size() > SIZE) {
				this.calls.removeLast();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the last calls.
	 * @return the calls, the latest first
	 */
	List<WireCall> calls() {
		this.lock.lock();
		try {
			return List.copyOf(this.calls);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Find a call.
	 * @param id its number
	 * @return the call, if it is still remembered
	 */
	Optional<WireCall> find(long id) {
		return calls().stream().filter((call) -> call.id() == id).findFirst();
	}

	/**
	 * A call that gets its number.
	 */
	@FunctionalInterface
	interface NumberedCall {

		WireCall numbered(long id);

	}

}
