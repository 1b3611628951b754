package io.github.wechatpayspring.autoconfigure.http;

import java.net.http.HttpClient;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.JettyClientHttpRequestFactory;
import org.springframework.util.ClassUtils;

/**
 * Creates the HTTP client of the starter. It uses no bean of the application: any of
 * those may follow redirects, send twice or wait forever.
 */
public final class HttpClientFactory {

	private static final String SETTINGS = "org.springframework.boot.http.client.HttpClientSettings";

	private final Duration connectTimeout;

	private final Duration readTimeout;

	private final Environment environment;

	private final ObjectProvider<SslBundles> sslBundles;

	private final @Nullable ClassLoader classLoader;

	/**
	 * Create a factory.
	 * @param connectTimeout how long a connection may take
	 * @param readTimeout how long a response may take
	 * @param environment has {@code spring.http.clients.imperative.factory}
	 * @param sslBundles has what {@code spring.http.clients.ssl.bundle} names
	 * @param classLoader where HTTP clients are looked for
	 */
	public HttpClientFactory(Duration connectTimeout, Duration readTimeout, Environment environment,
			ObjectProvider<SslBundles> sslBundles, @Nullable ClassLoader classLoader) {
		this.connectTimeout = connectTimeout;
		this.readTimeout = readTimeout;
		this.environment = environment;
		this.sslBundles = sslBundles;
		this.classLoader = classLoader;
	}

	/**
	 * Return the HTTP client.
	 * @return a client that is created with the first request
	 */
	public LazyRequestFactory requestFactory() {
		if (!ClassUtils.isPresent(SETTINGS, this.classLoader)) {
			return new LazyRequestFactory(this::jdk, this::timed);
		}
		LazyRequestFactory requestFactory = new LazyRequestFactory(() -> new ConfiguredHttpClient(this.connectTimeout,
				this.readTimeout, this.environment, this.sslBundles, this.classLoader)
			.create(), this::timed);
		if (this.environment.containsProperty(ConfiguredHttpClient.SSL_BUNDLE)) {
			// what is wrong with it is to be seen at start-up
			requestFactory.create();
		}
		return requestFactory;
	}

	private ClientHttpRequestFactory timed(ClientHttpRequestFactory requestFactory) {
		// these apply the read timeout to the whole exchange
		boolean whole = requestFactory instanceof JdkClientHttpRequestFactory
				|| requestFactory instanceof JettyClientHttpRequestFactory;
		return new TimedRequestFactory(requestFactory,
				(whole) ? this.readTimeout : this.readTimeout.plus(this.connectTimeout));
	}

	// without Spring Boot's HTTP clients
	private ClientHttpRequestFactory jdk() {
		JdkClientHttpRequestFactory requestFactory = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
			.connectTimeout(this.connectTimeout)
			.followRedirects(HttpClient.Redirect.NEVER)
			.build());
		requestFactory.setReadTimeout(this.readTimeout);
		return requestFactory;
	}

}
