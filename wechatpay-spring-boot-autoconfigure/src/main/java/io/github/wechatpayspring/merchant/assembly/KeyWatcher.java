package io.github.wechatpayspring.merchant.assembly;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.github.wechatpayspring.merchant.settings.KeyBundles;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Has the keys of merchants renewed when they change: those of a bundle when it is
 * updated, and those in files by looking into them from time to time while the
 * application runs. Without such files there is no thread.
 */
public final class KeyWatcher implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(KeyWatcher.class);

	private final KeyBundles bundles;

	private final Duration period;

	private final Map<String, Set<KeyRenewal>> byBundle = new ConcurrentHashMap<>();

	private final Set<KeyRenewal> withFiles = ConcurrentHashMap.newKeySet();

	private final Lock lock = new ReentrantLock();

	private volatile boolean running;

	private @Nullable ScheduledExecutorService executor;

	/**
	 * Create a watcher.
	 * @param bundles keys that are configured elsewhere
	 * @param period the time between two looks, for which a file has to stay the same
	 */
	public KeyWatcher(KeyBundles bundles, Duration period) {
		this.bundles = bundles;
		this.period = period;
	}

	/**
	 * Have the keys of a merchant renewed, until they are {@link #forget forgotten}.
	 * @param renewal reads them again
	 * @param files whether to look into files
	 */
	void watch(KeyRenewal renewal, boolean files) {
		String bundle = renewal.keyBundle();
		if (bundle != null) {
			this.byBundle.computeIfAbsent(bundle, this::renewedWith).add(renewal);
		}
		if (files) {
			this.withFiles.add(renewal);
			if (renewal.hasFiles()) {
				startOrEndThread();
			}
		}
	}

	// one listener a bundle, since listeners cannot be removed
	private Set<KeyRenewal> renewedWith(String bundle) {
		Set<KeyRenewal> renewals = ConcurrentHashMap.newKeySet();
		this.bundles.onUpdate(bundle,
				() -> renewals.forEach((renewal) -> renewal.renew("the SSL bundle \"%s\"".formatted(bundle))));
		return renewals;
	}

	/**
	 * Have the keys of a merchant that is gone renewed no longer.
	 * @param renewal what renewed them
	 */
	void forget(KeyRenewal renewal) {
		this.byBundle.values().forEach((renewals) -> renewals.remove(renewal));
		this.withFiles.remove(renewal);
		if (isWatching()) {
			startOrEndThread();
		}
	}

	/**
	 * Take one look into all files.
	 */
	public void look() {
		for (KeyRenewal renewal : this.withFiles) {
			try {
				renewal.look();
			}
			catch (Throwable ex) {
				warn(ex);
			}
		}
	}

	private static void warn(Throwable failure) {
		try {
			logger.warn("The files of the WeChat Pay keys could not be looked into", failure);
		}
		catch (Throwable ex) {
			// as without memory; the next look may do better, and must come
		}
	}

	/**
	 * Start the thread if there are files to look into now, or end it if there are none.
	 */
	void startOrEndThread() {
		this.lock.lock();
		try {
			boolean needed = this.running && this.withFiles.stream().anyMatch(KeyRenewal::hasFiles);
			if (needed && this.executor == null) {
				this.executor = startThread();
			}
			else if (!needed && this.executor != null) {
				this.executor.shutdownNow();
				this.executor = null;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private ScheduledExecutorService startThread() {
		ScheduledExecutorService created = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "wechatpay-keys");
			thread.setDaemon(true);
			return thread;
		});
		long millis = this.period.toMillis();
		created.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
		return created;
	}

	/**
	 * Return whether files are looked into from time to time.
	 * @return whether there is a thread that does
	 */
	public boolean isWatching() {
		this.lock.lock();
		try {
			return this.executor != null;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void start() {
		this.running = true;
		startOrEndThread();
	}

	@Override
	public void stop() {
		this.running = false;
		startOrEndThread();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
