package io.github.wechatpayspring.autoconfigure.http;

import java.time.Duration;

import org.apache.hc.client5.http.ConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;

/**
 * Settings of Apache HttpComponents that suit WeChat Pay.
 */
final class HttpComponentsSettings {

	/**
	 * WeChat Pay closes a connection that was idle for 8 seconds; one that is used at
	 * that moment fails.
	 */
	static final TimeValue IDLE_TIME = TimeValue.ofSeconds(7);

	// callers wait for WeChat Pay, not for each other
	private static final int CONNECTIONS = 1000;

	private HttpComponentsSettings() {
	}

	static HttpComponentsClientHttpRequestFactoryBuilder apply(HttpComponentsClientHttpRequestFactoryBuilder builder,
			Duration connectTimeout) {
		return builder
			.withConnectionManagerCustomizer((manager) -> manager.setMaxConnPerRoute(CONNECTIONS)
				.setMaxConnTotal(CONNECTIONS)
				.setConnectionFactory(QuietConnection::create))
			.withDefaultRequestConfigCustomizer(
					(request) -> request.setConnectionRequestTimeout(Timeout.of(connectTimeout)))
			.withHttpClientCustomizer(HttpComponentsSettings::configure);
	}

	private static void configure(HttpClientBuilder builder) {
		// each attempt has to be signed afresh, so repeating is not the HTTP client's
		// business
		builder.disableAutomaticRetries()
			.disableCookieManagement()
			// a redirect would carry the signature elsewhere
			.disableRedirectHandling()
			.disableAuthCaching()
			.setKeepAliveStrategy(keepAliveStrategy())
			.evictExpiredConnections()
			.evictIdleConnections(IDLE_TIME);
	}

	static ConnectionKeepAliveStrategy keepAliveStrategy() {
		return (response, context) -> {
			TimeValue offered = DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context);
			return (TimeValue.isPositive(offered) && offered.compareTo(IDLE_TIME) < 0) ? offered : IDLE_TIME;
		};
	}

}
