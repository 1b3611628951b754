package io.github.wechatpayspring.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.web.client.RestClient;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} for the HTTP client that calls WeChat Pay. Comes before Spring
 * Boot's own {@code RestClient.Builder}, so as to tell it from one that the application
 * defines: that one is used as it is, while Spring Boot's is made with timeouts, pool and
 * idle time that suit WeChat Pay.
 */
@AutoConfiguration(beforeName = "org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration",
		afterName = "org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration")
@ConditionalOnClass({ RestClientCustomizer.class, ClientHttpRequestFactoryBuilder.class })
@ConditionalOnBooleanProperty(name = "wechatpay.enabled", matchIfMissing = true)
@Conditional(OnWechatPayConfiguredCondition.class)
@EnableConfigurationProperties(WechatPayProperties.class)
public final class WechatPayHttpClientAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean({ RestClientBuilderSource.class, RestClient.Builder.class })
	RestClientBuilderSource wechatPayRestClientBuilderSource(WechatPayProperties properties,
			ObjectProvider<ClientHttpRequestFactoryBuilder<?>> factoryBuilder,
			ObjectProvider<HttpClientSettings> settings, ObjectProvider<RestClientCustomizer> customizers) {
		return new PooledRestClientBuilderSource(properties.client(),
				factoryBuilder.getIfAvailable(ClientHttpRequestFactoryBuilder::detect),
				settings.getIfAvailable(HttpClientSettings::defaults), customizers);
	}

}
