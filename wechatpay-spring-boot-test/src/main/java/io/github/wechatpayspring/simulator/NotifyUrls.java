package io.github.wechatpayspring.simulator;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Where the merchant is told of events: the URL that was set by hand, which counts for
 * all of them, or else the one that the merchant registered for the event. A merchant
 * registers {@code https} URLs that are reachable for WeChat Pay, but the simulator calls
 * nobody beyond loopback. Safe for use by several threads.
 */
final class NotifyUrls {

	// names are not looked up, so that nothing can point elsewhere
	private static final Pattern LOOPBACK = Pattern
		.compile("localhost|\\[::1]|127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}", Pattern.CASE_INSENSITIVE);

	private static final Set<String> SCHEMES = Set.of("http", "https");

	private static final int GREATEST_PORT = 65535;

	private final @Nullable URI initial;

	private volatile @Nullable URI byHand;

	private final Map<CallbackEvent, String> registered = new ConcurrentHashMap<>();

	NotifyUrls(@Nullable URI initial) {
		this.initial = initial;
		this.byHand = initial;
	}

	void setByHand(@Nullable URI url) {
		this.byHand = check(url);
	}

	void register(CallbackEvent event, String url) {
		this.registered.put(event, url);
	}

	@Nullable String registered(CallbackEvent event) {
		return this.registered.get(event);
	}

	/**
	 * Return where to deliver.
	 * @param event what happened
	 * @return the URL, or {@code null} if there is none on loopback
	 */
	@Nullable URI deliveryOf(CallbackEvent event) {
		URI byHand = this.byHand;
		String registered = this.registered.get(event);
		if (byHand != null || registered == null) {
			return byHand;
		}
		try {
			return check(new URI(registered));
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			// somewhere else, where nobody is called
			return null;
		}
	}

	void reset() {
		this.byHand = this.initial;
		this.registered.clear();
	}

	static @Nullable URI check(@Nullable URI url) {
		if (url == null) {
			return null;
		}
		if (url.getScheme() == null || !SCHEMES.contains(url.getScheme()) || url.getHost() == null || url.getPort() == 0
				|| url.getPort() > GREATEST_PORT) {
			throw new IllegalArgumentException("The URL for notifications must be an absolute http or https URL");
		}
		if (!LOOPBACK.matcher(url.getHost()).matches()) {
			throw new IllegalArgumentException(
					"The simulator calls back on loopback only: localhost, 127.0.0.1 or [::1], not '%s'"
						.formatted(url.getHost()));
		}
		if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
			throw new IllegalArgumentException(
					"WeChat Pay takes no URL for notifications with a user, a query or a fragment");
		}
		return url;
	}

}
