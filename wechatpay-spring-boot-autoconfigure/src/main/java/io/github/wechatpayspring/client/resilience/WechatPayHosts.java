package io.github.wechatpayspring.client.resilience;

import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The base URL of WeChat Pay and that of its backup, and which of them calls go to. Once
 * the first has failed several times in a row, calls go to the backup, and one of them
 * tries the first again from time to time.
 */
public final class WechatPayHosts {

	static final int FAILURES_IN_A_ROW = 3;

	static final long MILLIS_ON_BACKUP = 30_000;

	private final Base primary;

	private final @Nullable Base backup;

	private final Clock clock;

	private final AtomicInteger failures = new AtomicInteger();

	// zero while calls go to the first
	private final AtomicLong onBackupUntil = new AtomicLong();

	/**
	 * Create hosts.
	 * @param primary the base URL
	 * @param backup the base URL of the backup, or {@code null} if there is none
	 * @param clock the time to try the first again by
	 */
	public WechatPayHosts(URI primary, @Nullable URI backup, Clock clock) {
		this.primary = Base.of(primary);
		this.backup = (backup != null) ? Base.of(backup) : null;
		this.clock = clock;
	}

	/**
	 * Return the base URL that requests are written with.
	 * @return the base URL
	 */
	public URI primary() {
		return this.primary.url();
	}

	/**
	 * Return path and query of a request as WeChat Pay sees them, behind the gateway if a
	 * base URL has a path.
	 * @param uri where the request goes to
	 * @return path and query, or {@code null} if that is not one of these hosts
	 */
	public @Nullable String target(URI uri) {
		String target = this.primary.target(uri);
		return (target == null && this.backup != null) ? this.backup.target(uri) : target;
	}

	/**
	 * Return path and query of a URL.
	 * @param uri the URL
	 * @return both as they are written, empty if there are none
	 */
	public static String pathAndQuery(URI uri) {
		String path = Objects.requireNonNullElse(uri.getRawPath(), "");
		return (uri.getRawQuery() != null) ? path + "?" + uri.getRawQuery() : path;
	}

	/**
	 * Return whether WeChat Pay may offer files at a URL that is none of its APIs.
	 * @param uri the URL
	 * @return whether it is a host of WeChat Pay, by https
	 */
	public static boolean isDownloadHost(URI uri) {
		String host = (uri.getHost() != null) ? uri.getHost().toLowerCase(Locale.ROOT) : "";
		return "https".equalsIgnoreCase(uri.getScheme()) && (uri.getPort() == -1 || uri.getPort() == 443)
				&& uri.getRawUserInfo() == null
				&& (host.endsWith(".mch.weixin.qq.com") || host.endsWith(".wechatpay.cn"));
	}

	/**
	 * Return whether a URL is one of WeChat Pay's APIs by name, which a gateway or a
	 * simulator may stand for.
	 * @param uri the URL
	 * @return whether it is
	 */
	public static boolean isApiHost(URI uri) {
		return "api.mch.weixin.qq.com".equalsIgnoreCase(uri.getHost())
				|| "api2.mch.weixin.qq.com".equalsIgnoreCase(uri.getHost());
	}

	boolean hasBackup() {
		return this.backup != null;
	}

	/**
	 * Choose where a call goes to first.
	 * @return whether it is the backup
	 */
	boolean startsOnBackup() {
		long until = this.onBackupUntil.get();
		if (until == 0) {
			return false;
		}
		long now = this.clock.millis();
		// whoever moves the time on tries the first, the others stay
		return now < until || !this.onBackupUntil.compareAndSet(until, now + MILLIS_ON_BACKUP);
	}

	void succeeded(boolean onBackup) {
		if (!onBackup && (this.failures.get() != 0 || this.onBackupUntil.get() != 0)) {
			this.failures.set(0);
			this.onBackupUntil.set(0);
		}
	}

	void failed(boolean onBackup) {
		if (!onBackup && this.backup != null && this.failures.incrementAndGet() >= FAILURES_IN_A_ROW) {
			this.onBackupUntil.set(this.clock.millis() + MILLIS_ON_BACKUP);
		}
	}

	/**
	 * Return where a request goes to on the backup.
	 * @param uri where it goes to on the first
	 * @return the same path and query on the backup
	 */
	URI onBackup(URI uri) {
		String target = this.primary.target(uri);
		// what is not for WeChat Pay is refused when it is to be signed
		return (target != null && this.backup != null)
				? URI.create(StringUtils.trimTrailingCharacter(this.backup.url().toString(), '/') + target) : uri;
	}

	/**
	 * A base URL.
	 *
	 * @param url the URL
	 * @param prefix its path, which belongs to a gateway, without a slash at its end
	 */
	private record Base(URI url, String prefix) {

		static Base of(URI url) {
			String path = Objects.requireNonNullElse(url.getRawPath(), "");
			return new Base(url, path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
		}

		@Nullable String target(URI uri) {
			String target = pathAndQuery(uri);
			return (isSameHost(uri) && target.startsWith(this.prefix + "/")) ? target.substring(this.prefix.length())
					: null;
		}

		private boolean isSameHost(URI uri) {
			return this.url.getScheme().equalsIgnoreCase(uri.getScheme())
					&& this.url.getRawAuthority().equalsIgnoreCase(uri.getRawAuthority());
		}

	}

}
