package io.github.wechatpayspring.key.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.key.pem.KeyCertificate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Downloads platform certificates when they are first needed and again, in the
 * background, as they are used. There is one download at a time, and only callers without
 * a usable key wait for it, for some seconds. For what strangers can send nobody waits.
 */
final class DownloadedPlatformKeys implements PlatformKeySource, AutoCloseable {

	/**
	 * WeChat Pay wants certificates to be no older than 12 hours; half of it leaves time
	 * for attempts that fail.
	 */
	static final Duration REFRESH_AFTER = Duration.ofHours(6);

	/**
	 * Time until a failed refresh is retried.
	 */
	static final Duration RETRY_AFTER = Duration.ofMinutes(5);

	/**
	 * Time between two downloads for an unknown key, since strangers may name any. Only
	 * downloads without anything new count.
	 */
	static final Duration SEARCH_INTERVAL = Duration.ofMinutes(1);

	/**
	 * Time that a caller waits for a download at most. The download itself goes on.
	 */
	static final Duration PATIENCE = Duration.ofSeconds(10);

	// one may have begun before the key was there
	private static final int SEARCHES = 2;

	private static final Log logger = LogFactory.getLog(DownloadedPlatformKeys.class);

	private final PlatformCertificateDownload download;

	private final Supplier<@Nullable PlatformKey> publicKey;

	private final Clock clock;

	private final Executor executor;

	private final Duration patience;

	private final AtomicReference<@Nullable CompletableFuture<DownloadState>> running = new AtomicReference<>();

	private volatile DownloadState state = DownloadState.initial();

	/**
	 * Create a source.
	 * @param download downloads the certificates
	 * @param publicKey has the WeChat Pay public key of a merchant who moves from
	 * certificates to it, {@code null} if there is none. It is preferred, and
	 * certificates are downloaded only if WeChat Pay still signs with them.
	 * @param clock tells how old the certificates are
	 */
	DownloadedPlatformKeys(PlatformCertificateDownload download, Supplier<@Nullable PlatformKey> publicKey,
			Clock clock) {
		this(download, publicKey, clock, Executors.newCachedThreadPool(DownloadedPlatformKeys::thread), PATIENCE);
	}

	DownloadedPlatformKeys(PlatformCertificateDownload download, Supplier<@Nullable PlatformKey> publicKey, Clock clock,
			Executor executor, Duration patience) {
		this.download = download;
		this.publicKey = publicKey;
		this.clock = clock;
		this.executor = executor;
		this.patience = patience;
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "wechatpay-certificates");
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public PlatformKeys current() {
		return current(deadline());
	}

	private PlatformKeys current(long deadline) {
		DownloadState current = this.state;
		PlatformKeys keys = keys(current);
		if (keys == null) {
			return keysAfter(refresh(false, (state) -> keys(state) == null), deadline);
		}
		if (isDue(current)) {
			refresh(false, this::isDue);
		}
		return keys;
	}

	@Override
	public PlatformKeys including(String id) {
		long deadline = deadline();
		PlatformKeys keys = current(deadline);
		for (int i = 0; i < SEARCHES && keys.find(id) == null && PlatformKeys.isSerialNumber(id); i++) {
			try {
				keys = keysAfter(refresh(true, (state) -> isWorthSearching(state, id)), deadline);
			}
			catch (WechatPayKeyException ex) {
				// logged where it failed; it may have been another's download
			}
		}
		return keys;
	}

	@Override
	public PlatformKeys known(String id) {
		PlatformKeys keys = keys(this.state);
		if (keys == null || (keys.find(id) == null && PlatformKeys.isSerialNumber(id))) {
			refresh(true, (state) -> isWorthSearching(state, id));
		}
		else if (isDue(this.state)) {
			refresh(false, this::isDue);
		}
		if (keys == null) {
			throw new WechatPayKeyException(this.state.lack(), null);
		}
		return keys;
	}

	@Override
	public List<KeyCertificate> certificates() {
		return this.state.certificates().listed();
	}

	private long deadline() {
		return System.nanoTime() + this.patience.toNanos();
	}

	private @Nullable PlatformKeys keys(DownloadState state) {
		return state.certificates().keysAt(this.clock.instant(), this.publicKey.get());
	}

	private boolean isDue(DownloadState state) {
		return state.isDueAt(this.clock.instant());
	}

	private boolean isWorthSearching(DownloadState state, String id) {
		PlatformKeys keys = keys(state);
		return (keys == null || keys.find(id) == null)
				&& !this.clock.instant().isBefore(state.searched().plus(SEARCH_INTERVAL));
	}

	/**
	 * Join the download that is running, or else start one.
	 * @param search whether it is for an unknown key
	 * @param needed whether one is still needed when no other is running
	 * @return the outcome
	 */
	private CompletableFuture<DownloadState> refresh(boolean search, Predicate<DownloadState> needed) {
		CompletableFuture<DownloadState> mine = new CompletableFuture<>();
		CompletableFuture<DownloadState> other = this.running.compareAndExchange(null, mine);
		if (other != null) {
			return other;
		}
		// another may have ended just now
		DownloadState current = this.state;
		if (!needed.test(current)) {
			finish(mine, current, null);
			return mine;
		}
		try {
			Instant now = this.clock.instant();
			Instant searched = (search) ? now : current.searched();
			this.executor.execute(() -> run(mine, current, now, searched));
		}
		catch (RuntimeException | Error ex) {
			// closed, or no thread could be started
			finish(mine, current, ex);
		}
		return mine;
	}

	private void run(CompletableFuture<DownloadState> future, DownloadState before, Instant now, Instant searched) {
		try {
			finish(future, download(before, now, searched), null);
		}
		catch (Throwable ex) {
			// before anything else may fail, as others wait for it
			finish(future, before.afterFailure(ex, now, searched), ex);
			warn(keys(before), ex);
		}
	}

	private DownloadState download(DownloadState before, Instant now, Instant searched) {
		PlatformKeys known = keys(before);
		List<KeyCertificate> certificates = this.download.download((known != null) ? known.all() : List.of());
		boolean newOnes = certificates.stream()
			.anyMatch((certificate) -> known == null || known.find(certificate.serialNumber().value()) == null);
		return before.after(certificates, now, (newOnes) ? Instant.MIN : searched);
	}

	private static void warn(@Nullable PlatformKeys known, Throwable failure) {
		if (known != null) {
			logger.warn("The platform certificates of WeChat Pay could not be downloaded; %s in use. %s".formatted(
					String.join(", ", known.ids()) + ((known.ids().size() != 1) ? " stay" : " stays"),
					DownloadState.reason(failure)));
		}
	}

	// the state comes first, before anybody sees it and another download may begin
	private void finish(CompletableFuture<DownloadState> future, DownloadState after, @Nullable Throwable failure) {
		this.state = after;
		this.running.set(null);
		if (failure != null) {
			future.completeExceptionally(failure);
		}
		else {
			future.complete(after);
		}
	}

	private PlatformKeys keysAfter(CompletableFuture<DownloadState> refresh, long deadline) {
		try {
			PlatformKeys keys = keys(refresh.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
			if (keys != null) {
				return keys;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new WechatPayKeyException("Interrupted while waiting for the platform certificates of WeChat Pay",
					ex);
		}
		catch (TimeoutException ex) {
			throw new WechatPayKeyException(
					"WeChat Pay did not send its platform certificates within %d seconds; they are still being downloaded"
						.formatted(this.patience.toSeconds()),
					ex);
		}
		catch (ExecutionException ex) {
			Throwable cause = ex.getCause();
			throw new WechatPayKeyException(DownloadState.lack((cause != null) ? cause : ex), cause);
		}
		throw new WechatPayKeyException(
				"WeChat Pay has no platform certificate that is valid now: check the clock of this machine", null);
	}

	/**
	 * End a download that is still running.
	 */
	@Override
	public void close() {
		if (this.executor instanceof ExecutorService service) {
			service.shutdownNow();
		}
	}

}
