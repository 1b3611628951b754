package io.github.wechatpayspring.simulator;

import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Takes coupons that users pay with, and tells the merchant who created the stock.
 */
final class Cashier {

	// names are not looked up, so that nothing can point elsewhere
	private static final Pattern LOOPBACK = Pattern
		.compile("localhost|\\[::1]|127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}", Pattern.CASE_INSENSITIVE);

	private static final Set<String> SCHEMES = Set.of("http", "https");

	private static final int GREATEST_PORT = 65535;

	private final Counter counter;

	private final CouponUseWriter writer;

	private final Callbacks callbacks;

	private final @Nullable URI initialNotifyUrl;

	private volatile @Nullable URI notifyUrl;

	Cashier(Counter counter, CouponUseWriter writer, Callbacks callbacks, @Nullable URI notifyUrl) {
		this.counter = counter;
		this.writer = writer;
		this.callbacks = callbacks;
		this.initialNotifyUrl = notifyUrl;
		this.notifyUrl = notifyUrl;
	}

	void notifyUrl(@Nullable URI notifyUrl) {
		this.notifyUrl = checkNotifyUrl(notifyUrl);
	}

	void reset() {
		this.notifyUrl = this.initialNotifyUrl;
	}

	IssuedCoupon redeem(String couponId, @Nullable Long amount) {
		Redemption redemption = this.counter.ledger().redeem(couponId, amount);
		String merchantId = this.counter.merchantId();
		URI url = this.notifyUrl;
		if (url != null && redemption.coupon().stock().creatorOr(merchantId).equals(merchantId)) {
			Instant now = this.counter.now();
			String id = UUID.randomUUID().toString();
			this.callbacks.send(id, url, this.writer.write(id, redemption, now));
		}
		return redemption.coupon();
	}

	static @Nullable URI checkNotifyUrl(@Nullable URI url) {
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
