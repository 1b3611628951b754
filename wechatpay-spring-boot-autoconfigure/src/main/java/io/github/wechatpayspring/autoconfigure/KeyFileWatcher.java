package io.github.wechatpayspring.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Looks into the files of keys from time to time, while the application runs, and has
 * them read again once they have changed and then stayed the same until the next look.
 * Without such files there is no thread.
 */
class KeyFileWatcher implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(KeyFileWatcher.class);

	private final WechatPaySettingsSource source;

	private final KeyRenewal renewal;

	private final boolean enabled;

	private final Duration quietPeriod;

	private Map<Path, String> lastSeen = Map.of();

	private volatile @Nullable ScheduledExecutorService executor;

	/**
	 * Create a watcher.
	 * @param source knows the files
	 * @param renewal reads them again
	 * @param enabled whether to watch at all
	 * @param quietPeriod the time between two looks, for which a file has to stay the
	 * same
	 */
	KeyFileWatcher(WechatPaySettingsSource source, KeyRenewal renewal, boolean enabled, Duration quietPeriod) {
		this.source = source;
		this.renewal = renewal;
		this.enabled = enabled;
		this.quietPeriod = quietPeriod;
	}

	/**
	 * Take one look. A file that is being written is left alone; one that was refused is
	 * not read again until it changes.
	 */
	void look() {
		Map<Path, String> seen = this.source.files().contents();
		Map<Path, String> read = this.source.lastRead();
		if (!seen.equals(read) && seen.equals(this.lastSeen)) {
			this.renewal.renew(seen.keySet()
				.stream()
				.filter((path) -> !Objects.equals(seen.get(path), read.get(path)))
				.map(Path::toString)
				.sorted()
				.collect(Collectors.joining(", ")));
		}
		this.lastSeen = seen;
	}

	private void lookSafely() {
		try {
			look();
		}
		catch (Throwable ex) {
			warn(ex);
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

	@Override
	public void start() {
		if (!this.enabled || this.source.files().paths().isEmpty() || isRunning()) {
			return;
		}
		ScheduledExecutorService created = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "wechatpay-keys");
			thread.setDaemon(true);
			return thread;
		});
		long period = this.quietPeriod.toMillis();
		created.scheduleWithFixedDelay(this::lookSafely, period, period, TimeUnit.MILLISECONDS);
		this.executor = created;
	}

	@Override
	public void stop() {
		ScheduledExecutorService current = this.executor;
		if (current != null) {
			current.shutdownNow();
			this.executor = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.executor != null;
	}

}
