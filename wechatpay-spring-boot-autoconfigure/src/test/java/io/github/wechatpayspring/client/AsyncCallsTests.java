package io.github.wechatpayspring.client;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.WechatPayTransportException;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class AsyncCallsTests {

	private final AsyncCalls calls = new AsyncCalls();

	@AfterEach
	void close() {
		this.calls.close();
	}

	@Test
	void runsACallOnAThreadOfItsOwn() {
		Thread caller = Thread.currentThread();
		Thread runner = this.calls.run(Thread::currentThread).join();
		assertThat(runner).isNotSameAs(caller);
		assertThat(runner.getName()).startsWith("wechatpay-");
		assertThat(runner.isDaemon()).isTrue();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void usesVirtualThreadsWhereThereAreSome() throws Exception {
		Method isVirtual = Thread.class.getMethod("isVirtual");
		assertThat(isVirtual.invoke(this.calls.run(Thread::currentThread).join())).isEqualTo(true);
	}

	@Test
	void takesTheCallersObservationAlong() {
		ObservationRegistry registry = TestObservationRegistry.create();
		Observation order = Observation.createNotStarted("order", registry);
		Observation seen = order.observe(() -> this.calls.run(registry::getCurrentObservation).join());
		assertThat(seen).isSameAs(order);
		assertThat(this.calls.run(registry::getCurrentObservation).join()).isNull();
	}

	@Test
	void handsOnExceptionsAsCauses() {
		IllegalStateException failure = new IllegalStateException("failed");
		CompletableFuture<String> future = this.calls.run(() -> {
			throw failure;
		});
		assertThatExceptionOfType(CompletionException.class).isThrownBy(future::join).havingCause().isSameAs(failure);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(future::get).havingCause().isSameAs(failure);
	}

	@Test
	void handsOnErrorsAsCauses() {
		AssertionError failure = new AssertionError("failed");
		CompletableFuture<String> future = this.calls.run(() -> {
			throw failure;
		});
		assertThatExceptionOfType(CompletionException.class).isThrownBy(future::join).havingCause().isSameAs(failure);
	}

	@Test
	void interruptsACallThatIsCancelled() throws Exception {
		BlockingCall call = new BlockingCall();
		CompletableFuture<String> future = this.calls.run(call::get);
		call.started.await();
		assertThat(future.cancel(true)).isTrue();
		call.interrupted.await();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(future::join);
	}

	@Test
	void refusesCallsAfterItWasClosed() {
		this.calls.close();
		CompletableFuture<String> future = this.calls.run(() -> "called");
		assertThatExceptionOfType(CompletionException.class).isThrownBy(future::join)
			.havingCause()
			.isInstanceOf(WechatPayTransportException.class)
			.withMessage("Nothing was sent: the application is shutting down");
	}

	@Test
	void runsManyCallsAtOnceAndLeavesNoneOpenWhenItIsClosed() throws Exception {
		List<BlockingCall> running = new ArrayList<>();
		for (int i = 0; i < 64; i++) {
			BlockingCall call = new BlockingCall();
			running.add(call);
			this.calls.run(call::get);
		}
		for (BlockingCall call : running) {
			call.started.await();
		}
		BlockingCall last = new BlockingCall();
		CompletableFuture<String> future = this.calls.run(last::get);
		this.calls.close();
		running.forEach((call) -> call.release.countDown());
		last.release.countDown();
		assertThat(future.handle((answer, failure) -> "done").join()).isEqualTo("done");
	}

	private static final class BlockingCall {

		private final CountDownLatch started = new CountDownLatch(1);

		private final CountDownLatch release = new CountDownLatch(1);

		private final CountDownLatch interrupted = new CountDownLatch(1);

		String get() {
			this.started.countDown();
			try {
				this.release.await();
				return "answer";
			}
			catch (InterruptedException ex) {
				this.interrupted.countDown();
				throw new IllegalStateException(ex);
			}
		}

	}

}
