package io.github.wechatpayspring.autoconfigure;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Creates what Spring Boot's own {@code RestClient.Builder} would be, on an HTTP client
 * that suits WeChat Pay. The application's settings (SSL bundle, proxy, kind of client)
 * and {@link RestClientCustomizer}s apply. The HTTP client is shared and closed with the
 * context.
 */
class PooledRestClientBuilderSource implements RestClientBuilderSource, DisposableBean {

	private final WechatPayProperties.Client properties;

	private final ClientHttpRequestFactoryBuilder<?> factoryBuilder;

	private final HttpClientSettings settings;

	private final ObjectProvider<RestClientCustomizer> customizers;

	private final LazyRequestFactory requestFactory;

	PooledRestClientBuilderSource(WechatPayProperties.Client properties,
			ClientHttpRequestFactoryBuilder<?> factoryBuilder, HttpClientSettings settings,
			ObjectProvider<RestClientCustomizer> customizers) {
		this.properties = properties;
		this.factoryBuilder = factoryBuilder;
		this.settings = settings;
		this.customizers = customizers;
		this.requestFactory = new LazyRequestFactory(this::requestFactory);
		if (settings.sslBundle() != null) {
			// what is wrong with it is to be seen at start-up
			this.requestFactory.create();
		}
	}

	@Override
	public RestClient.Builder create() {
		// one pool for all clients
		RestClient.Builder builder = RestClient.builder().requestFactory(this.requestFactory);
		this.customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	private ClientHttpRequestFactory requestFactory() {
		HttpClientSettings wechatPaySettings = this.settings
			.withTimeouts(this.properties.connectTimeout(), this.properties.readTimeout())
			// a redirect would carry the signature elsewhere
			.withRedirects(HttpRedirects.DONT_FOLLOW);
		return (this.factoryBuilder instanceof HttpComponentsClientHttpRequestFactoryBuilder httpComponents)
				? HttpComponentsSettings.apply(httpComponents, this.properties).build(wechatPaySettings)
				: this.factoryBuilder.build(wechatPaySettings);
	}

	@Override
	public void destroy() throws Exception {
		this.requestFactory.destroy();
	}

}
