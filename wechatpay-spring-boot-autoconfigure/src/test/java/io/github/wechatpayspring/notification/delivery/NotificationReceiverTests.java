package io.github.wechatpayspring.notification.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.MutableClock;
import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.platform.PlatformKeyVerifier;
import io.github.wechatpayspring.key.platform.ResponseVerifier;
import io.github.wechatpayspring.key.platform.SignedMessage;
import io.github.wechatpayspring.notification.Callback;
import io.github.wechatpayspring.notification.CouponUsedNotification;
import io.github.wechatpayspring.notification.NotificationHandler;
import io.github.wechatpayspring.notification.NotificationParser;
import io.github.wechatpayspring.notification.NotificationStore;
import io.github.wechatpayspring.notification.NotificationStore.Claim;
import io.github.wechatpayspring.notification.NotificationStore.ClaimResult;
import io.github.wechatpayspring.notification.WechatPayNotification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
@Timeout(30)
class NotificationReceiverTests {

	private static final Callback USED = Callback.of("COUPON.USE", "{\"coupon_id\":\"98674556\",\"stock_id\":\"1\"}");

	private static final Duration LONG = Duration.ofMinutes(1);

	private final MutableClock clock = new MutableClock(FakeWechatPay.NOW);

	private final List<WechatPayNotification> handled = new CopyOnWriteArrayList<>();

	private final List<String> counted = new CopyOnWriteArrayList<>();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private NotificationHandler handler = this.handled::add;

	private NotificationStore store = new InMemoryNotificationStore(this.clock);

	private ResponseVerifier verifier = new PlatformKeyVerifier(FakeWechatPay.platformKeys(), this.clock);

	@AfterEach
	void stop() throws InterruptedException {
		this.executor.shutdownNow();
		// the next test looks at what is logged
		assertThat(this.executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
	}

	@Test
	void handlesANotificationOnceHoweverOftenItArrives() {
		NotificationReceiver receiver = receiver(LONG);
		assertThat(receive(receiver, USED)).isEqualTo(NotificationOutcome.HANDLED);
		assertThat(receive(receiver, USED)).isEqualTo(NotificationOutcome.REPEATED);
		assertThat(receive(receiver, USED)).isEqualTo(NotificationOutcome.REPEATED);
		assertThat(this.handled).singleElement()
			.isInstanceOfSatisfying(CouponUsedNotification.class,
					(used) -> assertThat(used.couponId()).isEqualTo("98674556"));
		assertThat(this.counted).containsExactly("HANDLED COUPON.USE", "REPEATED COUPON.USE", "REPEATED COUPON.USE");
	}

	@Test
	void handlesOneOfSeveralDeliveriesAtOnceAndAsksForTheOthersAgain() {
		CountDownLatch release = new CountDownLatch(1);
		this.handler = (notification) -> {
			await(release);
			this.handled.add(notification);
		};
		NotificationReceiver receiver = receiver(LONG);
		List<CompletableFuture<NotificationOutcome>> outcomes = new ArrayList<>(
				Stream.generate(() -> CompletableFuture.supplyAsync(() -> start(receiver, USED), this.executor))
					.limit(16)
					.toList()
					.stream()
					.map(CompletableFuture::join)
					.toList());
		release.countDown();
		List<NotificationOutcome> all = outcomes.stream().map(CompletableFuture::join).toList();
		assertThat(all).filteredOn((outcome) -> outcome == NotificationOutcome.HANDLED).hasSize(1);
		assertThat(all).filteredOn((outcome) -> outcome == NotificationOutcome.IN_PROGRESS).hasSize(15);
		assertThat(this.handled).hasSize(1);
		assertThat(receive(receiver, USED)).isEqualTo(NotificationOutcome.REPEATED);
	}

	@ParameterizedTest
	@MethodSource("failures")
	void handlesTheNextDeliveryAfterAFailure(Throwable failure, CapturedOutput output) {
		this.handler = (notification) -> {
			this.handled.add(notification);
			if (this.handled.size() == 1) {
				NotificationReceiverTests.<RuntimeException>sneak(failure);
			}
		};
		NotificationReceiver receiver = receiver(LONG);
		assertThat(receive(receiver, USED)).isEqualTo(NotificationOutcome.FAILED);
		assertThat(receive(receiver, USED)).isEqualTo(NotificationOutcome.HANDLED);
		assertThat(receive(receiver, USED)).isEqualTo(NotificationOutcome.REPEATED);
		assertThat(this.handled).hasSize(2);
		assertThat(output).contains("ERROR", Callback.ID, "COUPON.USE", failure.getMessage());
	}

	static Stream<Throwable> failures() {
		return Stream.of(new IllegalStateException("planted failure"), new AssertionError("planted failure"),
				new Exception("planted failure"));
	}

	@Test
	void answersInTimeAndRemembersWhatIsHandledLater(CapturedOutput output) {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch remembered = new CountDownLatch(1);
		this.handler = (notification) -> {
			await(release);
			this.handled.add(notification);
		};
		this.store = new DelegatingStore(this.store) {
			@Override
			public boolean handled(Claim claim) {
				boolean held = super.handled(claim);
				remembered.countDown();
				return held;
			}
		};
		NotificationReceiver receiver = receiver(Duration.ofMillis(10));
		assertThat(receive(receiver, USED)).isEqualTo(NotificationOutcome.TIMEOUT);
		assertThat(receive(receiver, USED)).isEqualTo(NotificationOutcome.IN_PROGRESS);
		assertThat(output).contains("WARN", Callback.ID + " (COUPON.USE) has been in hand for PT0.01S");
		release.countDown();
		await(remembered);
		assertThat(receive(receiver, USED)).isEqualTo(NotificationOutcome.REPEATED);
		assertThat(this.handled).hasSize(1);
		assertThat(this.counted).containsExactly("TIMEOUT COUPON.USE", "IN_PROGRESS COUPON.USE", "REPEATED COUPON.USE");
	}

	@Test
	void handlesTheNextDeliveryIfItFailsAfterTheTimeLimit() {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		this.handler = (notification) -> {
			await(release);
			this.handled.add(notification);
			if (this.handled.size() == 1) {
				throw new IllegalStateException("planted failure");
			}
		};
		this.store = new DelegatingStore(this.store) {
			@Override
			public void release(Claim claim) {
				super.release(claim);
				released.countDown();
			}
		};
		assertThat(receive(receiver(Duration.ofMillis(10)), USED)).isEqualTo(NotificationOutcome.TIMEOUT);
		release.countDown();
		await(released);
		assertThat(receive(receiver(LONG), USED)).isEqualTo(NotificationOutcome.HANDLED);
	}

	@ParameterizedTest
	@MethodSource("failuresOfExecutors")
	void handlesTheNextDeliveryWhateverTheExecutorThrows(Executor failing) {
		assertThat(receive(receiver(failing, LONG), USED)).isEqualTo(NotificationOutcome.FAILED);
		assertThat(this.handled).isEmpty();
		assertThat(receive(receiver(LONG), USED)).isEqualTo(NotificationOutcome.HANDLED);
	}

	static Stream<Executor> failuresOfExecutors() {
		return Stream.of((task) -> {
			throw new RejectedExecutionException("planted: the queue is full");
		}, (task) -> {
			throw new OutOfMemoryError("planted: unable to create native thread");
		}, (task) -> {
			throw new IllegalStateException("planted: a task decorator fails");
		});
	}

	@Test
	void isHandledLaterIfTheExecutorDropsTheTask() {
		NotificationReceiver dropping = receiver((task) -> {
		}, Duration.ofMillis(10));
		assertThat(receive(dropping, USED)).isEqualTo(NotificationOutcome.TIMEOUT);
		assertThat(receive(receiver(LONG), USED)).isEqualTo(NotificationOutcome.IN_PROGRESS);
		this.clock.advance(Duration.ofMinutes(5));
		assertThat(receive(receiver(LONG), USED)).isEqualTo(NotificationOutcome.HANDLED);
	}

	@Test
	void handlesTheSameIdForEachMerchant() {
		NotificationReceiver receiver = receiver(LONG);
		for (String merchant : List.of("brand-a", "brand-b")) {
			assertThat(receive(receiver, merchant, USED)).isEqualTo(NotificationOutcome.HANDLED);
		}
		assertThat(receive(receiver, "brand-a", USED)).isEqualTo(NotificationOutcome.REPEATED);
		assertThat(this.handled).extracting(WechatPayNotification::merchant).containsExactly("brand-a", "brand-b");
	}

	@Test
	void losesNothingIfAnotherHandlesItAfterItsClaimHasExpired(CapturedOutput output) {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch remembered = new CountDownLatch(1);
		this.verifier = (message) -> {
		};
		NotificationStore shared = this.store;
		this.handler = (notification) -> await(release);
		this.store = new DelegatingStore(shared) {
			@Override
			public boolean handled(Claim claim) {
				boolean held = super.handled(claim);
				remembered.countDown();
				return held;
			}
		};
		assertThat(receive(receiver(Duration.ofMillis(10)), USED)).isEqualTo(NotificationOutcome.TIMEOUT);
		this.clock.advance(Duration.ofMinutes(10));
		this.store = shared;
		this.handler = this.handled::add;
		assertThat(receive(receiver(LONG), USED)).isEqualTo(NotificationOutcome.HANDLED);
		release.countDown();
		await(remembered);
		assertThat(receive(receiver(LONG), USED)).isEqualTo(NotificationOutcome.REPEATED);
		this.executor.shutdown();
		assertThat(terminates(this.executor)).isTrue();
		assertThat(output.toString().lines().filter((line) -> line.contains("may have been handled twice"))).hasSize(1);
	}

	@Test
	void doesNotFreeAClaimThatSomebodyElseHasGotMeanwhile() {
		CountDownLatch fail = new CountDownLatch(1);
		CountDownLatch failed = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		this.verifier = (message) -> {
		};
		this.store = new DelegatingStore(this.store) {
			@Override
			public void release(Claim claim) {
				super.release(claim);
				failed.countDown();
			}
		};
		this.handler = (notification) -> {
			await(fail);
			throw new IllegalStateException("planted failure");
		};
		assertThat(receive(receiver(Duration.ofMillis(10)), USED)).isEqualTo(NotificationOutcome.TIMEOUT);
		this.clock.advance(Duration.ofMinutes(5));
		this.handler = (notification) -> await(release);
		assertThat(receive(receiver(Duration.ofMillis(10)), USED)).isEqualTo(NotificationOutcome.TIMEOUT);
		fail.countDown();
		await(failed);
		assertThat(receive(receiver(LONG), USED)).isEqualTo(NotificationOutcome.IN_PROGRESS);
		release.countDown();
	}

	@Test
	void answersAsEverIfDeliveriesCannotBeCounted(CapturedOutput output) {
		NotificationCounter failing = new NotificationCounter() {

			@Override
			public void count(String merchant, NotificationOutcome outcome, WechatPayNotification notification) {
				throw new IllegalStateException("planted failure");
			}

			@Override
			public void parsed(String merchant, long nanoseconds, WechatPaySecurityException.Reason failure) {
				throw new NoClassDefFoundError("planted failure");
			}

		};
		NotificationReceiver receiver = new NotificationReceiver(this.store, this.handler, this.executor, LONG, failing,
				this.clock);
		assertThat(receive(receiver, USED)).isEqualTo(NotificationOutcome.HANDLED);
		assertThat(receive(receiver, USED)).isEqualTo(NotificationOutcome.REPEATED);
		assertThat(receive(receiver, USED.with("Wechatpay-Signature", "AAAA"))).isEqualTo(NotificationOutcome.REFUSED);
		assertThat(refuse(receiver, USED.without("Wechatpay-Nonce"))).isEqualTo(NotificationOutcome.REFUSED);
		assertThat(output.toString().lines().filter((line) -> line.contains("cannot be counted"))).hasSize(1);
	}

	@Test
	void refusesByItsHeadersWhatIsNoNotification() {
		NotificationReceiver receiver = receiver(LONG);
		assertThat(refuse(receiver, USED.withBody(new byte[0]))).as("the body is not looked at").isNull();
		assertThat(refuse(receiver, USED.without("Wechatpay-Signature"))).isEqualTo(NotificationOutcome.REFUSED);
		assertThat(refuse(receiver, USED.with("Wechatpay-Serial", "PUB_KEY_ID_UNKNOWN")))
			.isEqualTo(NotificationOutcome.REFUSED);
		assertThat(refuse(receiver, USED.with("Wechatpay-Timestamp", "1"))).isEqualTo(NotificationOutcome.REFUSED);
		assertThat(refuse(receiver, USED.with("Wechatpay-Signature", "WECHATPAY/SIGNTEST/AAAA")))
			.isEqualTo(NotificationOutcome.PROBE);
		assertThat(refuse(receiver,
				USED.with("Content-Length", Integer.toString(NotificationReceiver.MAXIMUM_BODY_SIZE + 1))))
			.isEqualTo(NotificationOutcome.TOO_LARGE);
		assertThat(
				refuse(receiver, USED.with("Content-Length", Integer.toString(NotificationReceiver.MAXIMUM_BODY_SIZE))))
			.isNull();
		assertThat(this.counted).containsExactly("REFUSED none", "REFUSED none", "REFUSED none", "PROBE none",
				"TOO_LARGE none");
	}

	@Test
	void failsIfAVerifierOfTheApplicationFails(CapturedOutput output) {
		this.verifier = new ResponseVerifier() {

			@Override
			public void verify(SignedMessage message) {
				throw new IllegalStateException("planted failure");
			}

			@Override
			public void verifyHeaders(SignedMessage head) {
				throw new StackOverflowError("planted failure");
			}

		};
		assertThat(refuse(receiver(LONG), USED)).isEqualTo(NotificationOutcome.FAILED);
		assertThat(receive(receiver(LONG), USED)).isEqualTo(NotificationOutcome.FAILED);
		assertThat(output).contains("could not be verified", "planted failure");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 10, 5000 })
	void saysThatAFilterHasReadOrChangedTheBody(int length, CapturedOutput output) {
		Callback sent = USED.with("Content-Length", Integer.toString(USED.body().length));
		NotificationOutcome outcome = receive(receiver(LONG), sent.withBody(Arrays.copyOf(USED.body(), length)));
		assertThat(outcome).isEqualTo(NotificationOutcome.BODY_ALTERED);
		assertThat(outcome.status()).isEqualTo(500);
		assertThat(output)
			.contains(
					"a body of %d bytes instead of the %d of its Content-Length".formatted(length, USED.body().length),
					"a filter or an interceptor")
			.doesNotContain("the configured key");
		assertThat(receive(receiver(LONG), sent)).isEqualTo(NotificationOutcome.HANDLED);
	}

	@Test
	void saysThatABodyWithoutALengthWasRead(CapturedOutput output) {
		assertThat(receive(receiver(LONG), USED.withBody(new byte[0]))).isEqualTo(NotificationOutcome.BODY_ALTERED);
		assertThat(output).contains("a body of 0 bytes instead of any content");
	}

	@Test
	void doesNotBlameAFilterForAForgery() {
		assertThat(receive(receiver(LONG), USED.with("Content-Length", "0").withBody(new byte[0])))
			.isEqualTo(NotificationOutcome.REFUSED);
		assertThat(receive(receiver(LONG), USED.with("Content-Length", "2").withBody("{}".getBytes())))
			.isEqualTo(NotificationOutcome.REFUSED);
	}

	@Test
	void handlesOnAnotherThread() {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		this.handler = (notification) -> thread.complete(Thread.currentThread());
		assertThat(receive(receiver(LONG), USED)).isEqualTo(NotificationOutcome.HANDLED);
		assertThat(thread.join()).isNotSameAs(Thread.currentThread());
	}

	@ParameterizedTest
	@EnumSource(WechatPaySecurityException.Reason.class)
	void refusesWhatCannotBeTrustedWithoutReadingIt(WechatPaySecurityException.Reason reason) {
		this.verifier = (message) -> {
			throw new WechatPaySecurityException(reason, "planted");
		};
		this.store = null;
		NotificationOutcome outcome = receive(receiver(LONG), new Callback(new HttpHeaders(), new byte[1]));
		assertThat(outcome).isEqualTo(switch (reason) {
			case PROBE -> NotificationOutcome.PROBE;
			case KEY_UNAVAILABLE -> NotificationOutcome.KEY_UNAVAILABLE;
			default -> NotificationOutcome.REFUSED;
		});
		assertThat(outcome.status())
			.isEqualTo((reason != WechatPaySecurityException.Reason.KEY_UNAVAILABLE) ? 401 : 500);
		assertThat(this.counted).containsExactly(outcome + " none");
	}

	@Test
	void asksForItAgainWhileThereIsNoKey() {
		this.verifier = new PlatformKeyVerifier(() -> {
			throw new WechatPayKeyException("planted", null);
		}, this.clock);
		assertThat(receive(receiver(LONG), USED)).isEqualTo(NotificationOutcome.KEY_UNAVAILABLE);
	}

	@Test
	void refusesWhatWasChangedOnItsWay() {
		byte[] changed = USED.text().replace("COUPON.USE", "COUPON.USD").getBytes();
		assertThat(receive(receiver(LONG), USED.withBody(changed))).isEqualTo(NotificationOutcome.REFUSED);
		assertThat(receive(receiver(LONG), USED)).isEqualTo(NotificationOutcome.HANDLED);
	}

	@Test
	void refusesProbesQuietly(CapturedOutput output) {
		Callback probe = USED.with("Wechatpay-Signature", "WECHATPAY/SIGNTEST/" + "A".repeat(336));
		assertThat(receive(receiver(LONG), probe)).isEqualTo(NotificationOutcome.PROBE);
		assertThat(output.toString()).doesNotContain("WARN", "ERROR", "INFO");
		assertThat(receive(receiver(LONG), USED)).isEqualTo(NotificationOutcome.HANDLED);
	}

	@Test
	void warnsOfTheSameRefusalOnceAMinute(CapturedOutput output) {
		NotificationReceiver receiver = receiver(LONG);
		Callback forged = USED.with("Wechatpay-Signature", "AAAA");
		for (int i = 0; i < 100; i++) {
			assertThat(receive(receiver, forged)).isEqualTo(NotificationOutcome.REFUSED);
		}
		assertThat(warnings(output)).isEqualTo(1);
		receive(receiver, USED.without("Wechatpay-Nonce"));
		assertThat(warnings(output)).as("for another reason").isEqualTo(2);
		this.clock.advance(Duration.ofMinutes(1));
		receive(receiver, forged);
		receive(receiver, forged);
		assertThat(warnings(output)).as("a minute later").isEqualTo(3);
		assertThat(output).contains("The signature does not belong to the message", "Wechatpay-Nonce is missing")
			.doesNotContain("98674556", Callback.ID, "AAAA");
	}

	@Test
	void asksForWhatItCannotReadAgain(CapturedOutput output) {
		assertThat(receive(receiver(LONG), Callback.signed("planted-text"))).isEqualTo(NotificationOutcome.UNREADABLE);
		assertThat(output).contains("ERROR", "its body is not JSON").doesNotContain("planted-text");
		assertThat(this.counted).containsExactly("UNREADABLE none");
	}

	@Test
	void refusesWhatIsLongerThanAnyNotification() {
		byte[] longest = new byte[NotificationReceiver.MAXIMUM_BODY_SIZE];
		assertThat(receive(receiver(LONG), Callback.signed(longest, FakeWechatPay.PLATFORM_KEYS, FakeWechatPay.NOW)))
			.isEqualTo(NotificationOutcome.UNREADABLE);
		this.verifier = null;
		assertThat(receive(receiver(LONG), USED.withBody(new byte[longest.length + 1])))
			.isEqualTo(NotificationOutcome.TOO_LARGE);
	}

	@Test
	void handlesNothingIfTheStoreCannotTellWhetherItWasHandled(CapturedOutput output) {
		NotificationStore working = this.store;
		this.store = new DelegatingStore(this.store) {
			@Override
			public ClaimResult claim(Claim claim) {
				throw new NoClassDefFoundError("planted failure");
			}
		};
		assertThat(receive(receiver(LONG), USED)).isEqualTo(NotificationOutcome.FAILED);
		assertThat(this.handled).isEmpty();
		assertThat(output).contains("ERROR", Callback.ID, "planted failure");
		this.store = working;
		assertThat(receive(receiver(LONG), USED)).isEqualTo(NotificationOutcome.HANDLED);
	}

	@Test
	void succeedsIfItWasHandledAlthoughTheStoreCannotRemember(CapturedOutput output) {
		this.store = new DelegatingStore(this.store) {
			@Override
			public boolean handled(Claim claim) {
				throw new IllegalStateException("planted failure");
			}
		};
		assertThat(receive(receiver(LONG), USED)).isEqualTo(NotificationOutcome.HANDLED);
		assertThat(output).contains("ERROR", "was handled, but cannot be remembered", "planted failure");
	}

	@Test
	void failsIfTheStoreFailsAfterTheHandler() {
		this.handler = (notification) -> {
			throw new IllegalStateException("planted failure");
		};
		this.store = new DelegatingStore(this.store) {
			@Override
			public void release(Claim claim) {
				throw new IllegalStateException("another planted failure");
			}
		};
		assertThat(receive(receiver(LONG), USED)).isEqualTo(NotificationOutcome.FAILED);
	}

	@ParameterizedTest
	@EnumSource(value = NotificationOutcome.class, names = { "HANDLED", "REPEATED" })
	void answersASuccessWithoutABody(NotificationOutcome outcome) {
		assertThat(outcome.status()).isEqualTo(204);
		assertThat(outcome.body()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(value = NotificationOutcome.class, names = { "HANDLED", "REPEATED" }, mode = EnumSource.Mode.EXCLUDE)
	void answersAFailureAsWechatPayExpects(NotificationOutcome outcome) {
		assertThat(outcome.status()).isBetween(400, 500);
		JsonNode body = JsonMapper.shared().readTree(outcome.body());
		assertThat(body.path("code").asString()).isEqualTo("FAIL");
		assertThat(body.path("message").asString()).hasSizeBetween(1, 64);
		assertThat(body.size()).isEqualTo(2);
	}

	private NotificationReceiver receiver(Duration timeout) {
		return receiver(this.executor, timeout);
	}

	private NotificationReceiver receiver(Executor executor, Duration timeout) {
		return new NotificationReceiver(this.store, this.handler, executor, timeout,
				(merchant, outcome, notification) -> this.counted
					.add(outcome + " " + ((notification != null) ? notification.eventType() : "none")),
				this.clock);
	}

	private NotificationOutcome refuse(NotificationReceiver receiver, Callback callback) {
		return receiver.refuse(new NotificationParser(this.verifier, AeadCipher.of(Callback.API_V3_KEY)),
				callback.headers());
	}

	private NotificationOutcome receive(NotificationReceiver receiver, String merchant, Callback callback) {
		return receiver
			.receive(new NotificationParser(this.verifier, AeadCipher.of(Callback.API_V3_KEY), merchant),
					callback.headers(), callback.body())
			.join();
	}

	private CompletableFuture<NotificationOutcome> start(NotificationReceiver receiver, Callback callback) {
		return receiver.receive(new NotificationParser(this.verifier, AeadCipher.of(Callback.API_V3_KEY)),
				callback.headers(), callback.body());
	}

	private NotificationOutcome receive(NotificationReceiver receiver, Callback callback) {
		return start(receiver, callback).join();
	}

	private static long warnings(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains("WARN")).count();
	}

	private static boolean terminates(ExecutorService executor) {
		try {
			return executor.awaitTermination(1, TimeUnit.MINUTES);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// checked exceptions get out of code in other languages, such as Kotlin
	@SuppressWarnings("unchecked") // the cast is erased, which is the point of it
	private static <E extends Throwable> void sneak(Throwable failure) throws E {
		throw (E) failure;
	}

	private static class DelegatingStore implements NotificationStore {

		private final NotificationStore delegate;

		DelegatingStore(NotificationStore delegate) {
			this.delegate = delegate;
		}

		@Override
		public ClaimResult claim(Claim claim) {
			return this.delegate.claim(claim);
		}

		@Override
		public boolean handled(Claim claim) {
			return this.delegate.handled(claim);
		}

		@Override
		public void release(Claim claim) {
			this.delegate.release(claim);
		}

	}

}
