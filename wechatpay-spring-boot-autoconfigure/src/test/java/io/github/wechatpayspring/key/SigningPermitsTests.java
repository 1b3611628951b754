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

class SigningPermitsTests {

	private final SigningPermits permits = new SigningPermits(1);

	private final List<String> order = new CopyOnWriteArrayList<>();

	@Test
	void callersSignInTheOrderTheyCame() throws Exception {
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
	void aCallerInterruptedWhileItWaitsSignsAndStaysInterrupted() throws Exception {
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
	void aFailureReleasesItsPermit() throws Exception {
		assertThatExceptionOfType(SignatureException.class).isThrownBy(() -> this.permits.sign(() -> {
			throw new SignatureException("broken");
		})).withMessage("broken");
		assertThat(this.permits.sign(() -> new byte[] { 1 })).containsExactly(1);
	}

	@Test
	void anInterruptIsKeptForWhoeverComesNext() throws Exception {
		Thread.currentThread().interrupt();
		assertThat(this.permits.sign(() -> new byte[] { 1 })).containsExactly(1);
		assertThat(Thread.interrupted()).isTrue();
	}

	private Thread waiting(String name, Runnable signing) {
		Thread thread = new Thread(() -> sign(name, signing), name);
		thread.setDaemon(true);
		thread.start();
		Awaitility.await().until(thread::getState, (state) -> state == Thread.State.WAITING);
		return thread;
	}

	private void sign(String name, Runnable signing) {
		try {
			this.permits.sign(() -> {
				this.order.add(name);
				signing.run();
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
