package io.github.wechatpayspring.key.platform;

import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.github.wechatpayspring.MutableClock;
import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.key.DecryptionException;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import io.github.wechatpayspring.key.pem.PemText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
class DownloadedPlatformKeysTests {

	private static final Instant START = Instant.parse("2026-11-20T04:00:00Z");

	private static final KeyPair KEYS = KeyMaterial.rsa();

	private static final KeyCertificate OLD = certificate("0C4AEF34B89340881BB2B25226393DC2E47F094B",
			START.minus(Duration.ofDays(1800)), START.plus(Duration.ofDays(25)));

	private static final KeyCertificate NEW = certificate("5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC",
			START.minus(Duration.ofDays(1)), START.plus(Duration.ofDays(1824)));

	private static final KeyCertificate LATER = certificate("6A79D4EC075AD126ED5D20E925507117F5F0C8FA",
			START.plus(Duration.ofDays(1)), START.plus(Duration.ofDays(1825)));

	private static final PlatformKey PUBLIC_KEY = new PlatformKey("PUB_KEY_ID_0117261620242025082900212360003201",
			(RSAPublicKey) KEYS.getPublic());

	private final MutableClock clock = new MutableClock(START);

	private final AtomicInteger downloads = new AtomicInteger();

	private final AtomicReference<Supplier<List<KeyCertificate>>> response = new AtomicReference<>(() -> List.of(OLD));

	private final AtomicReference<Collection<PlatformKey>> knownAtDownload = new AtomicReference<>();

	private final Queue<Runnable> background = new ArrayDeque<>();

	private final ExecutorService threads = Executors.newFixedThreadPool(16);

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void downloadsNothingUntilKeysAreNeeded() {
		PlatformKeySource keys = keys(Runnable::run);
		assertThat(this.downloads).hasValue(0);
		assertThat(keys.current().preferred().id()).isEqualTo(OLD.serialNumber().value());
		assertThat(this.knownAtDownload.get()).isEmpty();
		keys.current();
		assertThat(this.downloads).hasValue(1);
	}

	@Test
	void prefersTheCertificateThatBeganLast() {
		this.response.set(() -> List.of(NEW, OLD, LATER));
		PlatformKeySource keys = keys(Runnable::run);
		assertThat(keys.current().preferred().id()).isEqualTo(NEW.serialNumber().value());
		assertThat(keys.current().ids()).containsExactlyInAnyOrder(OLD.serialNumber().value(),
				NEW.serialNumber().value());
		this.clock.advance(Duration.ofDays(2));
		assertThat(keys.current().preferred().id()).isEqualTo(LATER.serialNumber().value());
	}

	@Test
	void refreshesInTheBackgroundBeforeTheKeysAreTwelveHoursOld() {
		PlatformKeySource keys = keysInitialized();
		this.response.set(() -> List.of(OLD, NEW));
		this.clock.advance(DownloadedPlatformKeys.REFRESH_AFTER.minusMillis(1));
		keys.current();
		assertThat(this.background).isEmpty();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(keys.current().ids()).hasSize(1);
		keys.current();
		assertThat(this.background).as("downloads that wait").hasSize(1);
		this.background.remove().run();
		assertThat(keys.current().ids()).hasSize(2);
		assertThat(this.knownAtDownload.get()).extracting(PlatformKey::id).containsExactly(OLD.serialNumber().value());
		assertThat(this.background).isEmpty();
		assertThat(DownloadedPlatformKeys.REFRESH_AFTER).isLessThan(Duration.ofHours(12));
	}

	@Test
	void keepsWhatWorksWhenARefreshFails(CapturedOutput output) {
		PlatformKeySource keys = keysInitialized();
		this.response.set(() -> {
			throw new WechatPayKeyException("WeChat Pay did not respond", null);
		});
		this.clock.advance(DownloadedPlatformKeys.REFRESH_AFTER);
		keys.current();
		this.background.remove().run();
		assertThat(output).contains("could not be downloaded; " + OLD.serialNumber() + " stays in use")
			.contains("WeChat Pay did not respond");
		assertThat(keys.current().preferred().id()).isEqualTo(OLD.serialNumber().value());
		assertThat(this.background).as("not at once again").isEmpty();
		this.clock.advance(DownloadedPlatformKeys.RETRY_AFTER);
		keys.current();
		assertThat(this.background).hasSize(1);
	}

	@Test
	void logsNothingOfAnUnexpectedFailure(CapturedOutput output) {
		PlatformKeySource keys = keysInitialized();
		this.response.set(() -> {
			throw new IllegalStateException("planted secret");
		});
		this.clock.advance(DownloadedPlatformKeys.REFRESH_AFTER);
		keys.current();
		this.background.remove().run();
		assertThat(output).contains("java.lang.IllegalStateException").doesNotContain("planted");
	}

	@Test
	void keepsACertificateThatIsNoLongerListedForVerification() {
		PlatformKeySource keys = keysInitialized();
		this.response.set(() -> List.of(NEW));
		this.clock.advance(DownloadedPlatformKeys.REFRESH_AFTER);
		keys.current();
		this.background.remove().run();
		assertThat(keys.current().preferred().id()).isEqualTo(NEW.serialNumber().value());
		assertThat(keys.current().find(OLD.serialNumber().value())).isNotNull();
		this.clock.advance(Duration.ofDays(25));
		assertThat(keys.current().find(OLD.serialNumber().value())).isNull();
	}

	@Test
	void neverProvidesWhatHasExpired() {
		PlatformKeySource keys = keys(Runnable::run);
		keys.current();
		this.clock.advance(Duration.ofDays(26));
		this.response.set(() -> List.of(NEW));
		assertThat(keys.current().ids()).containsExactly(NEW.serialNumber().value());
	}

	@Test
	void reportsThatThereIsNoKeyAndTriesAgainOnTheNextCall() {
		this.response.set(() -> {
			throw new DecryptionException("The API v3 key does not open this ciphertext", new IllegalStateException());
		});
		PlatformKeySource keys = keys(Runnable::run);
		assertThatExceptionOfType(WechatPayKeyException.class).isThrownBy(keys::current)
			.withMessageContaining("API v3 key")
			.matches((ex) -> !ex.isOutcomeUnknown());
		this.response.set(() -> List.of(OLD));
		assertThat(keys.current().ids()).hasSize(1);
	}

	@Test
	void looksForAnUnknownSerialNumberOnceAMinute() {
		PlatformKeySource keys = keys(Runnable::run);
		keys.current();
		assertThat(keys.including(NEW.serialNumber().value()).ids()).hasSize(1);
		assertThat(this.downloads).hasValue(2);
		this.response.set(() -> List.of(OLD, NEW));
		assertThat(keys.including(NEW.serialNumber().value()).ids()).hasSize(1);
		assertThat(keys.including(LATER.serialNumber().value()).ids()).hasSize(1);
		assertThat(this.downloads).hasValue(2);
		this.clock.advance(DownloadedPlatformKeys.SEARCH_INTERVAL);
		assertThat(keys.including(NEW.serialNumber().value()).find(NEW.serialNumber().value())).isNotNull();
		assertThat(this.downloads).hasValue(3);
	}

	@Test
	void looksForTheNextSerialNumberAtOnceAfterItFoundOne() {
		PlatformKeySource keys = keys(Runnable::run);
		keys.current();
		this.response.set(() -> List.of(OLD, NEW));
		assertThat(keys.including(NEW.serialNumber().value()).ids()).hasSize(2);
		assertThat(keys.including(LATER.serialNumber().value()).ids()).hasSize(2);
		assertThat(this.downloads).hasValue(3);
		keys.including(LATER.serialNumber().value());
		assertThat(this.downloads).hasValue(3);
	}

	@Test
	void survivesAFailedSearch() {
		PlatformKeySource keys = keys(Runnable::run);
		keys.current();
		this.response.set(() -> {
			throw new WechatPayKeyException("WeChat Pay did not respond", null);
		});
		assertThat(keys.including(NEW.serialNumber().value()).ids()).containsExactly(OLD.serialNumber().value());
		assertThat(this.downloads).hasValue(2);
	}

	@Test
	void letsNobodyWaitForADownloadThatFailedUnexpectedly() {
		this.response.set(() -> sneakilyThrown(new Exception("planted")));
		PlatformKeySource keys = keys(this.threads);
		assertThatExceptionOfType(WechatPayKeyException.class).isThrownBy(keys::current);
		this.response.set(() -> List.of(OLD));
		assertThat(keys.current().preferred().id()).isEqualTo(OLD.serialNumber().value());
	}

	@SuppressWarnings("unchecked")
	private static <T, E extends Throwable> T sneakilyThrown(Throwable failure) throws E {
		throw (E) failure;
	}

	@Test
	void looksForSerialNumbersOnly() {
		PlatformKeySource keys = keys(Runnable::run);
		keys.current();
		keys.including(PUBLIC_KEY.id());
		keys.including("a stranger's text");
		keys.including("");
		keys.including(OLD.serialNumber().value().toLowerCase(Locale.ROOT).substring(1));
		assertThat(this.downloads).hasValue(1);
	}

	@Test
	void needsNoCertificateWhileThePublicKeyIsEnough() {
		PlatformKeySource keys = new DownloadedPlatformKeys(this::download, () -> PUBLIC_KEY, this.clock, Runnable::run,
				DownloadedPlatformKeys.PATIENCE);
		this.clock.advance(Duration.ofDays(1));
		assertThat(keys.current().preferred()).isSameAs(PUBLIC_KEY);
		assertThat(this.downloads).hasValue(0);
		assertThat(keys.including(OLD.serialNumber().value()).ids()).containsExactlyInAnyOrder(PUBLIC_KEY.id(),
				OLD.serialNumber().value());
		assertThat(keys.current().preferred()).isSameAs(PUBLIC_KEY);
		assertThat(this.downloads).hasValue(1);
	}

	@Test
	void doesNotRefreshCertificatesThatItNeverGot() {
		this.response.set(() -> {
			throw new WechatPayKeyException("There are none", null);
		});
		PlatformKeySource keys = new DownloadedPlatformKeys(this::download, () -> PUBLIC_KEY, this.clock, Runnable::run,
				DownloadedPlatformKeys.PATIENCE);
		keys.including(OLD.serialNumber().value());
		this.clock.advance(Duration.ofDays(1));
		keys.current();
		assertThat(this.downloads).hasValue(1);
	}

	@Test
	void downloadsOnceForManyThreads() throws Exception {
		DownloadedPlatformKeys keys = new DownloadedPlatformKeys(this::download, () -> null, this.clock);
		assertThat(together(16, () -> keys.current().preferred().id())).containsOnly(OLD.serialNumber().value());
		assertThat(this.downloads).hasValue(1);
		this.response.set(() -> List.of(OLD, NEW));
		String id = NEW.serialNumber().value();
		assertThat(together(16, () -> keys.including(id).find(id))).doesNotContainNull();
		assertThat(this.downloads).hasValue(2);
	}

	@Test
	void blocksNobodyWhoHasAKey() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		DownloadedPlatformKeys keys = new DownloadedPlatformKeys(this::download, () -> null, this.clock);
		keys.current();
		this.response.set(() -> {
			started.countDown();
			await(released);
			return List.of(NEW);
		});
		this.clock.advance(DownloadedPlatformKeys.REFRESH_AFTER);
		assertThat(together(16, () -> keys.current().preferred().id())).containsOnly(OLD.serialNumber().value());
		await(started);
		assertThat(this.downloads).hasValue(2);
		Future<PlatformKeys> search = this.threads.submit(() -> keys.including(NEW.serialNumber().value()));
		assertThat(keys.including(OLD.serialNumber().value()).preferred().id()).isEqualTo(OLD.serialNumber().value());
		released.countDown();
		assertThat(search.get().preferred().id()).isEqualTo(NEW.serialNumber().value());
		assertThat(this.downloads).as("the search joined the refresh").hasValue(2);
	}

	@Test
	void hasNobodyWaitForAKeyThatAStrangerNames() {
		CountDownLatch released = new CountDownLatch(1);
		DownloadedPlatformKeys keys = new DownloadedPlatformKeys(this::download, () -> null, this.clock);
		keys.current();
		CountDownLatch started = hangUntil(released, () -> List.of(OLD, NEW));
		for (int i = 0; i < 1000; i++) {
			assertThat(keys.known("5DEA10EF55877E3CF6C33255C2E7DEFF%08X".formatted(i)).ids()).hasSize(1);
		}
		assertThat(keys.known(NEW.serialNumber().value()).ids()).hasSize(1);
		assertThat(keys.known(OLD.serialNumber().value()).find(OLD.serialNumber().value())).isNotNull();
		await(started);
		assertThat(this.downloads).as("one search at a time").hasValue(2);
		released.countDown();
		assertThat(keys.including(NEW.serialNumber().value()).ids()).hasSize(2);
		assertThat(keys.known(NEW.serialNumber().value()).ids()).hasSize(2);
		assertThat(this.downloads).hasValue(2);
		keys.close();
	}

	@Test
	void hasNobodyWaitForTheFirstCertificatesBecauseOfAStranger() throws Exception {
		CountDownLatch released = new CountDownLatch(1);
		CountDownLatch started = hangUntil(released, () -> List.of(OLD));
		DownloadedPlatformKeys keys = new DownloadedPlatformKeys(this::download, () -> null, this.clock);
		String id = OLD.serialNumber().value();
		assertThat(together(16, () -> catchThrowable(() -> keys.known(id))))
			.allSatisfy((failure) -> assertThat(failure).isInstanceOf(WechatPayKeyException.class)
				.hasMessageContaining("are being downloaded"));
		await(started);
		released.countDown();
		assertThat(keys.current().ids()).containsExactly(id);
		assertThat(keys.known(id).ids()).containsExactly(id);
		assertThat(this.downloads).hasValue(1);
		keys.close();
	}

	@Test
	void downloadsNoMoreThanOnceAMinuteBecauseOfStrangers() {
		this.response.set(() -> {
			throw new WechatPayKeyException("WeChat Pay did not respond", null);
		});
		PlatformKeySource keys = keys(Runnable::run);
		for (int i = 0; i < 100; i++) {
			assertThatExceptionOfType(WechatPayKeyException.class).isThrownBy(() -> keys.known("ABC"))
				.withMessageContaining("could be downloaded. WeChat Pay did not respond");
		}
		assertThat(this.downloads).hasValue(1);
		this.clock.advance(DownloadedPlatformKeys.SEARCH_INTERVAL);
		this.response.set(() -> List.of(OLD));
		assertThatExceptionOfType(WechatPayKeyException.class).isThrownBy(() -> keys.known("ABC"));
		assertThat(this.downloads).hasValue(2);
		for (int i = 0; i < 100; i++) {
			assertThat(keys.known("ABC").ids()).containsExactly(OLD.serialNumber().value());
		}
		assertThat(this.downloads).as("what is new makes another search worth it").hasValue(3);
	}

	@Test
	void refreshesInTheBackgroundWhileOnlyNotificationsCome() {
		PlatformKeySource keys = keysInitialized();
		this.clock.advance(DownloadedPlatformKeys.REFRESH_AFTER);
		assertThat(keys.known(OLD.serialNumber().value()).ids()).hasSize(1);
		assertThat(this.background).hasSize(1);
	}

	@Test
	void callersWaitForSomeSecondsWhileTheDownloadGoesOn() throws Exception {
		List<Future<?>> running = new ArrayList<>();
		DownloadedPlatformKeys keys = new DownloadedPlatformKeys(this::download, () -> null, this.clock,
				(task) -> running.add(this.threads.submit(task)), Duration.ofMillis(10));
		CountDownLatch released = new CountDownLatch(1);
		hangUntil(released, () -> List.of(OLD));
		assertThatExceptionOfType(WechatPayKeyException.class).isThrownBy(keys::current)
			.withMessageContaining("still being downloaded");
		released.countDown();
		running.get(0).get();
		CountDownLatch releasedLater = new CountDownLatch(1);
		hangUntil(releasedLater, () -> List.of(OLD, NEW));
		assertThat(keys.including(NEW.serialNumber().value()).ids()).hasSize(1);
		releasedLater.countDown();
		running.get(1).get();
		assertThat(keys.including(NEW.serialNumber().value()).ids()).hasSize(2);
		assertThat(this.downloads).hasValue(2);
		assertThat(DownloadedPlatformKeys.PATIENCE).isLessThanOrEqualTo(Duration.ofSeconds(10));
	}

	private CountDownLatch hangUntil(CountDownLatch released, Supplier<List<KeyCertificate>> certificates) {
		CountDownLatch started = new CountDownLatch(1);
		this.response.set(() -> {
			started.countDown();
			await(released);
			return certificates.get();
		});
		return started;
	}

	@Test
	void callersWaitNoLongerOnceItIsClosed() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		this.response.set(() -> {
			started.countDown();
			await(new CountDownLatch(1));
			return List.of();
		});
		DownloadedPlatformKeys keys = new DownloadedPlatformKeys(this::download, () -> null, this.clock);
		Future<PlatformKeys> waiting = this.threads.submit(keys::current);
		await(started);
		keys.close();
		assertThat(waiting).failsWithin(Duration.ofSeconds(30))
			.withThrowableThat()
			.withCauseInstanceOf(WechatPayKeyException.class);
		assertThatExceptionOfType(WechatPayKeyException.class).isThrownBy(keys::current);
		assertThat(this.downloads).hasValue(1);
	}

	@Test
	void recoversWhenNoThreadCouldBeStarted() {
		AtomicInteger attempts = new AtomicInteger();
		PlatformKeySource keys = keys((task) -> {
			if (attempts.getAndIncrement() == 0) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			task.run();
		});
		assertThatExceptionOfType(WechatPayKeyException.class).isThrownBy(keys::current);
		assertThat(keys.current().ids()).hasSize(1);
	}

	@Test
	void aCallerThatIsInterruptedWaitsNoLonger() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(WechatPayKeyException.class).isThrownBy(() -> keys(this.background::add).current())
			.withMessageContaining("Interrupted");
		assertThat(Thread.interrupted()).isTrue();
	}

	private <T> List<T> together(int count, Callable<T> task) throws Exception {
		CyclicBarrier barrier = new CyclicBarrier(count);
		List<Future<T>> futures = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			futures.add(this.threads.submit(() -> {
				barrier.await();
				return task.call();
			}));
		}
		List<T> results = new ArrayList<>();
		for (Future<T> future : futures) {
			results.add(future.get());
		}
		return results;
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private PlatformKeySource keysInitialized() {
		List<Runnable> first = new ArrayList<>();
		// the first download runs at once, later ones wait
		PlatformKeySource keys = keys((task) -> {
			if (first.isEmpty()) {
				first.add(task);
				task.run();
			}
			else {
				this.background.add(task);
			}
		});
		keys.current();
		return keys;
	}

	private PlatformKeySource keys(Executor executor) {
		return new DownloadedPlatformKeys(this::download, () -> null, this.clock, executor,
				DownloadedPlatformKeys.PATIENCE);
	}

	private List<KeyCertificate> download(Collection<PlatformKey> known) {
		this.downloads.incrementAndGet();
		this.knownAtDownload.set(known);
		return this.response.get().get();
	}

	private static KeyCertificate certificate(String serialNumber, Instant start, Instant expiry) {
		return PemText.of(KeyMaterial.platformCertificate(KEYS, serialNumber, start, expiry)).certificates().get(0);
	}

}
