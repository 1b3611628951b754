package io.github.wechatpayspring.autoconfigure.actuate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.key.CryptoProvider;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.platform.PlatformKey;
import io.github.wechatpayspring.merchant.assembly.CallHistory;
import io.github.wechatpayspring.merchant.assembly.MerchantStatus;
import io.github.wechatpayspring.merchant.assembly.Merchants;
import io.github.wechatpayspring.merchant.assembly.RecentCalls;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Tells, without calling WeChat Pay, whether calls can be signed and responses verified:
 * out of service once a certificate has expired without which no call succeeds.
 */
class WechatPayHealthIndicator extends AbstractHealthIndicator {

	private final Merchants merchants;

	private final RecentCalls histories;

	private final CryptoProvider cryptoProvider;

	private final Duration warning;

	private final Clock clock;

	WechatPayHealthIndicator(Merchants merchants, RecentCalls histories, CryptoProvider cryptoProvider,
			Duration warning, Clock clock) {
		super("The keys of WeChat Pay cannot be looked at");
		this.merchants = merchants;
		this.histories = histories;
		this.cryptoProvider = cryptoProvider;
		this.warning = warning;
		this.clock = clock;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Map<String, Object> details = new LinkedHashMap<>();
		builder.up();
		for (MerchantStatus merchant : this.merchants.statuses()) {
			details.put(merchant.name(), describe(merchant, builder));
		}
		builder.withDetail("cryptoProvider", this.cryptoProvider.name()).withDetail("merchants", details);
	}

	private Map<String, Object> describe(MerchantStatus merchant, Health.Builder builder) {
		Map<String, Object> details = new LinkedHashMap<>();
		List<String> warnings = new ArrayList<>();
		MerchantCredentials credentials = merchant.credentials();
		details.put("serialNumber", MaskedId.of(credentials.serialNumber()));
		boolean expired = expiry("certificate", credentials.expiry(), details, warnings);
		PlatformKey publicKey = merchant.publicKey();
		if (publicKey != null) {
			details.put("platformPublicKeyId", MaskedId.of(publicKey.id()));
		}
		boolean platformExpired = expiry("platformCertificate", merchant.platformExpiry(), details, warnings);
		if (expired || (platformExpired && publicKey == null)) {
			builder.outOfService();
		}
		describe(this.histories.find(merchant.name()), details);
		if (!warnings.isEmpty()) {
			details.put("warnings", warnings);
		}
		return details;
	}

	private boolean expiry(String certificate, @Nullable Instant expiry, Map<String, Object> details,
			List<String> warnings) {
		if (expiry == null) {
			return false;
		}
		details.put(certificate + "Expires", expiry);
		Instant now = this.clock.instant();
		if (expiry.isBefore(now)) {
			warnings.add("%s expired at %s".formatted(certificate, expiry));
			return true;
		}
		if (expiry.isBefore(now.plus(this.warning))) {
			warnings.add("%s expires in %d days".formatted(certificate, Duration.between(now, expiry).toDays()));
		}
		return false;
	}

	private void describe(CallHistory history, Map<String, Object> details) {
		Instant verified = history.lastVerified();
		if (verified != null) {
			details.put("secondsSinceLastVerifiedAnswer", Duration.between(verified, this.clock.instant()).toSeconds());
		}
		Duration skew = history.clockSkew();
		if (skew != null) {
			details.put("clockSkewSeconds", skew.toSeconds());
		}
	}

}
