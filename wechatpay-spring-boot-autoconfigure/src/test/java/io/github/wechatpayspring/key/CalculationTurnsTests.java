package io.github.wechatpayspring.key;

import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ParameterizedClass
@MethodSource("ofOneCallerAtOnce")
class CalculationTurnsTests {

	@Parameter
	private CalculationTurns turns;

	private final List<String> order = new CopyOnWriteArrayList<>();

	@Test
	void callersCalculateInTheOrderTheyCame() throws Exception {
		CountDownLatch end = new CountDownLatch(1);
		Thread first = waiting("first", () -> await(end));
		Thread second = waiting("second", () -> {
		});
		Thread third = waiting("third", () -> {
		});
		assertThat(this.order).containsExactly("first");
		end.countDown();
		for (Thread caller : List.of(first, second, third)) {
			caller.join();
		}
		assertThat(this.order).containsExactly("first", "second", "third");
	}

	@Test
	void aCallerInterruptedWhileItWaitsHasItsTurnAndStaysInterrupted() throws Exception {
		CountDownLatch end = new CountDownLatch(1);
		Thread first = waiting("first", () -> await(end));
		Thread second = waiting("second",
				() -> this.order.add("interrupted: " + Thread.currentThread().isInterrupted()));
		second.interrupt();
		end.countDown();
		first.join();
		second.join();
		assertThat(this.order).containsExactly("first", "second", "interrupted: true");
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

	static List<CalculationTurns> ofOneCallerAtOnce() {
		return List.of(new HandedTurns(1), new SemaphoreTurns(1));
	}

	private Thread waiting(String name, Runnable calculation) {
		Thread thread = new Thread(() -> calculate(name, calculation), name);
		thread.setDaemon(true);
		thread.start();
		Awaitility.await().until(thread::getState, (state) -> state == Thread.State.WAITING);
		return thread;
	}

	private void calculate(String name, Runnable calculation) {
		try {
			this.turns.take(() -> {
				this.order.add(name);
				calculation.run();
				return new byte[0];
			});
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch end) {
		try {
			end.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
