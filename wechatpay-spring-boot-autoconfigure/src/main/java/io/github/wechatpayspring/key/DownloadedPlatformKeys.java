package io.github.wechatpayspring.key;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.wechatpayspring.WechatPayKeyException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PlatformKeySource} that downloads platform certificates when they are first
 * needed and again, in the background, as they are used. There is one download at a time,
 * and only those wait for it, for some seconds, who have no key that they could use. For
 * what strangers can send nobody waits.
 */
public final class DownloadedPlatformKeys implements PlatformKeySource, AutoCloseable {

	/**
	 * WeChat Pay wants certificates to be no older than 12 hours; half of it leaves time
	 * for attempts that fail.
	 */
	static final Duration REFRESH_AFTER = Duration.ofHours(6);

	/**
	 * Time until a refresh that failed is tried again.
	 */
	static final Duration RETRY_AFTER = Duration.ofMinutes(5);

	/**
	 * Time between two downloads for a key that is not known, since strangers may name
	 * any. Only those count that bring nothing new.
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

	private final AtomicReference<@Nullable CompletableFuture<State>> running = new AtomicReference<>();

	private final ValidPlatformKeys valid = new ValidPlatformKeys();

	private volatile State state = State.INITIAL;

	/**
	 * Create a source.
	 * @param download downloads the certificates
	 * @param publicKey tells the WeChat Pay public key of a merchant who moves from
	 * certificates to it, {@code null} if there is none. It is preferred, and
	 * certificates are downloaded only if WeChat Pay still signs with them.
	 * @param clock tells how old the certificates are
	 */
	public DownloadedPlatformKeys(PlatformCertificateDownload download, Supplier<@Nullable PlatformKey> publicKey,
			Clock clock) {
		this(download, publicKey, clock, new BackgroundThread("wechatpay-certificates"), PATIENCE);
	}

	DownloadedPlatformKeys(PlatformCertificateDownload download, Supplier<@Nullable PlatformKey> publicKey, Clock clock,
			Executor executor, Duration patience) {
		this.download = download;
		this.publicKey = publicKey;
		this.clock = clock;
		this.executor = executor;
		this.patience = patience;
	}

	@Override
	public PlatformKeys current() {
		return current(deadline());
	}

	private PlatformKeys current(long deadline) {
		State current = this.state;
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

	private @Nullable PlatformKeys keys(State state) {
		return this.valid.at(this.clock.instant(), state.certificates(), this.publicKey.get());
	}

	private boolean isDue(State state) {
		return !this.clock.instant().isBefore(state.due());
	}

	private boolean isWorthSearching(State state, String id) {
		PlatformKeys keys = keys(state);
		return (keys == null || keys.find(id) == null)
				&& !this.clock.instant().isBefore(state.searched().plus(SEARCH_INTERVAL));
	}

	/**
	 * Join the download that is running, or else start one.
	 * @param search whether it is for a key that is not known
	 * @param needed whether one is still needed when no other is running
	 * @return the outcome
	 */
	private CompletableFuture<State> refresh(boolean search, Predicate<State> needed) {
		CompletableFuture<State> mine = new CompletableFuture<>();
		CompletableFuture<State> other = this.running.compareAndExchange(null, mine);
		if (other != null) {
			return other;
		}
		// another may have ended just now
		State current = this.state;
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
			// closed, or no thread could be started: nobody may wait for it
			finish(mine, current, ex);
		}
		return mine;
	}

	private void run(CompletableFuture<State> future, State before, Instant now, Instant searched) {
		try {
			finish(future, download(before, now, searched), null);
		}
		catch (Throwable ex) {
			// before anything else may fail, as others wait for it
			finish(future, before.failed(now, searched, DownloadFailures.lack(ex)), ex);
			warn(keys(before), ex);
		}
	}

	private State download(State before, Instant now, Instant searched) {
		PlatformKeys known = keys(before);
		Collection<PlatformKey> keys = (known != null) ? known.all() : List.of();
		List<KeyCertificate> certificates = this.download.download(keys);
		boolean newOnes = certificates.stream()
			.anyMatch((certificate) -> known == null || known.find(certificate.serialNumber().value()) == null);
		return new State(before.certificates().replacedBy(certificates, now), now.plus(REFRESH_AFTER),
				(newOnes) ? Instant.MIN : searched, before.lack());
	}

	private static void warn(@Nullable PlatformKeys known, Throwable failure) {
		if (known != null) {
			logger.warn("The platform certificates of WeChat Pay could not be downloaded; %s in use. %s".formatted(
					String.join(", ", known.ids()) + ((known.ids().size() != 1) ? " stay" : " stays"),
					DownloadFailures.reason(failure)));
		}
	}

	// the state is there before anybody is told and before another download may begin
	private void finish(CompletableFuture<State> future, State after, @Nullable Throwable failure) {
		this.state = after;
		this.running.set(null);
		if (failure != null) {
			future.completeExceptionally(failure);
		}
		else {
			future.complete(after);
		}
	}

	private PlatformKeys keysAfter(CompletableFuture<State> refresh, long deadline) {
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
			throw new WechatPayKeyException(DownloadFailures.lack((cause != null) ? cause : ex), cause);
		}
		throw new WechatPayKeyException(
				"WeChat Pay has no platform certificate that is valid now: check the clock of this machine", null);
	}

	/**
	 * End a download that is still running.
	 */
	@Override
	public void close() {
		if (this.executor instanceof BackgroundThread thread) {
			thread.close();
		}
	}

	/**
	 * What is known at one moment.
	 *
	 * @param certificates the certificates
	 * @param due when to download them again
	 * @param searched when they were last downloaded in vain for a key that is not known
	 * @param lack what to say as long as there is no key
	 */
	private record State(PlatformCertificates certificates, Instant due, Instant searched, String lack) {

		// nothing is due before certificates were needed
		static final State INITIAL = new State(PlatformCertificates.NONE, Instant.MAX, Instant.MIN,
				"The platform certificates of WeChat Pay are being downloaded");

		State failed(Instant now, Instant searched, String lack) {
			return new State(this.certificates, (this.due != Instant.MAX) ? now.plus(RETRY_AFTER) : this.due, searched,
					lack);
		}

	}

}
