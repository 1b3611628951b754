package io.github.wechatpayspring.key;

import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CalculationTurnsTests {

	private final CalculationTurns turns = new CalculationTurns(1);

	private final List<String> order = new CopyOnWriteArrayList<>();

	@Test
	void callersCalculateInTheOrderTheyCame() throws Exception {
		CountDownLatch end = new CountDownLatch(1);
		Thread first = caller("first", end);
		awaitState(first, Thread.State.WAITING);
		CountDownLatch none = new CountDownLatch(0);
		Thread second = caller("second", none);
		awaitState(second, Thread.State.WAITING);
		Thread third = caller("third", none);
		awaitState(third, Thread.State.WAITING);
		assertThat(this.order).containsExactly("first");
		end.countDown();
		for (Thread caller : List.of(first, second, third)) {
			caller.join();
		}
		assertThat(this.order).containsExactly("first", "second", "third");
	}

	@Test
	void aFailureEndsItsTurn() throws Exception {
		assertThatExceptionOfType(SignatureException.class).isThrownBy(() -> this.turns.take(() -> {
			throw new SignatureException("broken");
		})).withMessage("broken");
		assertThat(this.turns.take(() -> new byte[] { 1 })).containsExactly(1);
	}

	@Test
	void anInterruptionIsKeptForWhoeverComesNext() throws Exception {
		Thread.currentThread().interrupt();
		assertThat(this.turns.take(() -> new byte[] { 1 })).containsExactly(1);
		assertThat(Thread.interrupted()).isTrue();
	}

	private Thread caller(String name, CountDownLatch end) {
		Thread thread = new Thread(() -> calculate(name, end), name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	private void calculate(String name, CountDownLatch end) {
		try {
			this.turns.take(() -> {
				this.order.add(name);
				awaitEnd(end);
				return new byte[0];
			});
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void awaitEnd(CountDownLatch end) {
		try {
			end.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void awaitState(Thread thread, Thread.State state) {
		Awaitility.await().until(thread::getState, (current) -> current == state);
	}

}
