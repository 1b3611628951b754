package io.github.wechatpayspring.diagnosis;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.web.client.RestClient;

/**
 * The way to WeChat Pay, which is to be diagnosed.
 *
 * @param baseUrl the URL before the path of each call
 * @param backupBaseUrl that of the backup, {@code null} if there is none
 * @param connectTimeout how long to wait for a connection
 * @param readTimeout how long to wait for an answer
 * @param builders creates builders with the HTTP client that calls use
 * @param customizer changes such a builder as the application wishes
 * @param clock the time that requests are signed with
 */
public record DiagnosedConnection(URI baseUrl, @Nullable URI backupBaseUrl, Duration connectTimeout,
		Duration readTimeout, Supplier<RestClient.Builder> builders, Consumer<RestClient.Builder> customizer,
		Clock clock) {

	// for HTTP clients of the application, whose timeouts are not known
	Duration timeout() {
		return this.connectTimeout.plus(this.readTimeout);
	}

}
