package io.github.wechatpayspring.simulator;

import java.net.URI;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link WechatPaySimulator.Builder} has chosen.
 *
 * @param merchantId the merchant id (mchid)
 * @param appids the appids that are bound to the merchant, its main one first
 * @param stocks the stocks that are there from the start and after each reset
 * @param clock decides whether requests are in time and dates responses
 * @param offsetCounting what the {@code offset} of coupon lists counts
 * @param maximumLimit how many coupons a list's page may hold at most
 * @param shangmi whether everything is signed and encrypted with SM2, SM3 and SM4 (国密)
 * @param platformKeys which keys of WeChat Pay the merchant has
 * @param notifyUrl where notifications go, {@code null} for what the merchant registers
 * @param auditsAtOnce whether stocks that calls create need no approval
 * @param callbackSettings how the merchant is called back
 * @param port the port, 0 for any that is free
 */
public record SimulatorSettings(String merchantId, Set<String> appids, List<Stock> stocks, Clock clock,
		OffsetCounting offsetCounting, int maximumLimit, boolean shangmi, PlatformKeyMode platformKeys,
		@Nullable URI notifyUrl, boolean auditsAtOnce, CallbackSettings callbackSettings, int port) {

	// names are not looked up, so that nothing can point elsewhere
	private static final Pattern LOOPBACK = Pattern
		.compile("localhost|\\[::1]|127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}", Pattern.CASE_INSENSITIVE);

	private static final Set<String> SCHEMES = Set.of("http", "https");

	private static final int GREATEST_PORT = 65535;

	/**
	 * Copy collections.
	 */
	public SimulatorSettings {
		appids = Collections.unmodifiableSet(new LinkedHashSet<>(appids));
		stocks = List.copyOf(stocks);
	}

	/**
	 * Check a URL for notifications.
	 * @param url the URL
	 * @return the URL
	 * @throws IllegalArgumentException if it is not on loopback, or not such as WeChat
	 * Pay takes
	 */
	public static @Nullable URI checkNotifyUrl(@Nullable URI url) {
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
