package io.github.wechatpayspring.autoconfigure;

import io.github.wechatpayspring.client.resilience.CallGuards;
import io.github.wechatpayspring.client.resilience.InFlightCalls;
import io.github.wechatpayspring.client.resilience.RateLimitStore;
import io.github.wechatpayspring.client.resilience.RetrySettings;
import io.github.wechatpayspring.merchant.assembly.MerchantFactory;
import io.github.wechatpayspring.merchant.settings.ConfigurationProblems;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of the HTTP client.
 */
class ClientSettingsReader {

	private final ConfigurationProblems problems;

	ClientSettingsReader(ConfigurationProblems problems) {
		this.problems = problems;
	}

	void check(WechatPayProperties properties) {
		check(properties.client());
		WechatPayProperties.Notification notification = properties.notification();
		if (notification.path() != null) {
			NotificationPath.check(notification.path(), this.problems);
		}
		this.problems.requirePositive("notification.timeout", notification.timeout());
	}

	private void check(WechatPayProperties.Client client) {
		this.problems.requirePositive("client.connect-timeout", client.connectTimeout());
		this.problems.requirePositive("client.read-timeout", client.readTimeout());
		WechatPayProperties.Retry retry = client.retry();
		this.problems.requirePositive("client.retry.timeout", retry.timeout());
		this.problems.requirePositive("client.retry.initial-delay", retry.initialDelay());
		this.problems.requirePositive("client.retry.max-delay", retry.maxDelay());
		if (retry.maxAttempts() < 1) {
			this.problems.add("client.retry.max-attempts", "%d, which is less than 1.".formatted(retry.maxAttempts()),
					"Use 1 to send each call once, or set client.retry.enabled to false.");
		}
		if (!(retry.maxShare() >= 0 && retry.maxShare() <= 1)) {
			this.problems.add("client.retry.max-share", "%s, which is not between 0 and 1.".formatted(retry.maxShare()),
					"Use a share such as 0.2, one retry for five calls that succeed.");
		}
		this.problems.requirePositive("client.rate-limit.max-wait", client.rateLimit().maxWait());
	}

	static MerchantFactory.CallSettings read(WechatPayProperties properties, InFlightCalls inFlight,
			@Nullable RateLimitStore store) {
		WechatPayProperties.Client client = properties.client();
		return new MerchantFactory.CallSettings(client.connectTimeout(), client.readTimeout(), retry(client.retry()),
				(merchantId) -> guards(client, inFlight, store, merchantId), properties.reloadOnUpdate(),
				properties.notification().path() != null);
	}

	private static CallGuards guards(WechatPayProperties.Client client, InFlightCalls inFlight,
			@Nullable RateLimitStore store, String merchantId) {
		WechatPayProperties.RateLimits limits = client.rateLimit();
		return new CallGuards(inFlight, retry(client.retry()), limits.byOperation(),
				(limits.enabled()) ? limits.maxWait() : null, (store != null) ? store.of(merchantId) : null);
	}

	private static RetrySettings retry(WechatPayProperties.Retry retry) {
		return new RetrySettings(retry.enabled(), retry.maxAttempts(), retry.timeout(), retry.initialDelay(),
				retry.maxDelay(), retry.maxShare());
	}

}
