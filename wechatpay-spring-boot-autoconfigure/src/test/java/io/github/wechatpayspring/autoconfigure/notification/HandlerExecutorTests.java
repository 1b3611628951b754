package io.github.wechatpayspring.autoconfigure.notification;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class HandlerExecutorTests {

	@Test
	void usesTheExecutorOfTheApplicationAndLeavesItOpen() {
		CompletableFuture<String> ran = new CompletableFuture<>();
		HandlerExecutor executor = new HandlerExecutor(Runnable::run, Duration.ofMinutes(1));
		executor.close();
		executor.get().execute(() -> ran.complete("ran"));
		assertThat(ran).isCompleted();
	}

	@Test
	void refusesTasksInsteadOfBlockingTheCallerWhenAllThreadsAreBusy() {
		CountDownLatch release = new CountDownLatch(1);
		try (HandlerExecutor executor = new HandlerExecutor(null, Duration.ofMinutes(1))) {
			for (int i = 0; i < 64; i++) {
				executor.get().execute(() -> await(release));
			}
			assertThatExceptionOfType(RejectedExecutionException.class)
				.isThrownBy(() -> executor.get().execute(() -> await(release)));
			release.countDown();
		}
	}

	@Test
	void waitsForTasksWhenTheApplicationEnds() {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		HandlerExecutor executor = new HandlerExecutor(null, Duration.ofMinutes(1));
		executor.get().execute(() -> {
			begun.countDown();
			await(release);
			interrupted.complete(Thread.currentThread().isInterrupted());
		});
		await(begun);
		CompletableFuture<Void> closed = CompletableFuture.runAsync(executor::close);
		release.countDown();
		closed.join();
		assertThat(interrupted).isCompletedWithValue(false);
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> executor.get().execute(() -> {
		}));
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
