package io.github.wechatpayspring.autoconfigure.http;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientsProperties.Factory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Creates an HTTP client of the kind and with the SSL bundle that
 * {@code spring.http.clients.*} names. Needs Spring Boot's HTTP clients on the class
 * path.
 */
final class ConfiguredHttpClient {

	static final String SSL_BUNDLE = "spring.http.clients.ssl.bundle";

	private static final String KIND = "spring.http.clients.imperative.factory";

	private final Duration connectTimeout;

	private final Duration readTimeout;

	private final Environment environment;

	private final ObjectProvider<SslBundles> sslBundles;

	private final @Nullable ClassLoader classLoader;

	ConfiguredHttpClient(Duration connectTimeout, Duration readTimeout, Environment environment,
			ObjectProvider<SslBundles> sslBundles, @Nullable ClassLoader classLoader) {
		this.connectTimeout = connectTimeout;
		this.readTimeout = readTimeout;
		this.environment = environment;
		this.sslBundles = sslBundles;
		this.classLoader = classLoader;
	}

	ClientHttpRequestFactory create() {
		HttpClientSettings settings = HttpClientSettings.defaults()
			.withTimeouts(this.connectTimeout, this.readTimeout)
			// a redirect would carry the signature elsewhere
			.withRedirects(HttpRedirects.DONT_FOLLOW);
		String sslBundle = this.environment.getProperty(SSL_BUNDLE);
		if (sslBundle != null) {
			settings = settings.withSslBundle(this.sslBundles.getObject().getBundle(sslBundle));
		}
		ClientHttpRequestFactoryBuilder<?> builder = builder();
		return (builder instanceof HttpComponentsClientHttpRequestFactoryBuilder httpComponents)
				? HttpComponentsSettings.apply(httpComponents, this.connectTimeout).build(settings)
				: builder.build(settings);
	}

	private ClientHttpRequestFactoryBuilder<?> builder() {
		Factory kind = Binder.get(this.environment).bind(KIND, Factory.class).orElse(null);
		if (kind == null) {
			return ClientHttpRequestFactoryBuilder.detect(this.classLoader);
		}
		return switch (kind) {
			case HTTP_COMPONENTS -> ClientHttpRequestFactoryBuilder.httpComponents();
			case JETTY -> ClientHttpRequestFactoryBuilder.jetty();
			case REACTOR -> ClientHttpRequestFactoryBuilder.reactor();
			// that of java.net.URL cannot be stopped while it waits
			case JDK, SIMPLE -> ClientHttpRequestFactoryBuilder.jdk();
		};
	}

}
