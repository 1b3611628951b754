package io.github.wechatpayspring.endtoend.calls;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.task.VirtualThreadTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callers that are virtual threads give their carriers back while they wait. Before Java
 * 24 a {@code synchronized} anywhere below would keep them.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = "wechatpay.client.rate-limit.enabled=false")
@AutoConfigureWechatPaySimulator
@EnabledForJreRange(min = JRE.JAVA_24)
class VirtualThreadTests {

	private static final int CALLERS = 100;

	@Autowired
	private WechatPaySimulator wechatPay;

	@Autowired
	private BeanFactory application;

	@TempDir
	private Path directory;

	@Test
	void callsDoNotPinTheirCarriers() throws Exception {
		// a class that is initialized may pin, once
		calls("first");
		List<String> pinned = pinned(() -> {
			calls("second");
			// shows that the recording would tell
			submit(Pin::new).join();
			return null;
		});
		assertThat(this.wechatPay.requests()).hasSize(2 * CALLERS * Call.values().length)
			.allSatisfy((request) -> assertThat(request.status()).isEqualTo(200));
		assertThat(pinned).as("where callers were pinned")
			.hasSize(1)
			.allSatisfy((trace) -> assertThat(trace).contains(Pin.class.getName()));
	}

	private void calls(String round) {
		List<CompletableFuture<Void>> callers = new ArrayList<>();
		for (int caller = 0; caller < CALLERS; caller++) {
			String number = round + caller;
			callers.add(submit(() -> call(number)));
		}
		callers.forEach(CompletableFuture::join);
	}

	private Void call(String number) {
		for (Call call : Call.values()) {
			call.make(this.application, "oUpF8u-" + number, number);
		}
		return null;
	}

	private static <T> CompletableFuture<T> submit(Callable<T> task) {
		return new VirtualThreadTaskExecutor("caller-").submitCompletable(task);
	}

	private List<String> pinned(Callable<?> work) throws Exception {
		Path file = this.directory.resolve("pinned.jfr");
		try (Recording recording = new Recording()) {
			recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ZERO).withStackTrace();
			recording.start();
			work.call();
			recording.stop();
			recording.dump(file);
		}
		return traces(file);
	}

	private static List<String> traces(Path file) throws IOException {
		return RecordingFile.readAllEvents(file)
			.stream()
			.filter((event) -> event.getEventType().getName().equals("jdk.VirtualThreadPinned"))
			.map(RecordedEvent::toString)
			.toList();
	}

	/**
	 * Waits below a frame of native code, which no virtual thread can leave.
	 */
	private static final class Pin {

		static {
			LockSupport.parkNanos(1_000_000);
		}

	}

}
