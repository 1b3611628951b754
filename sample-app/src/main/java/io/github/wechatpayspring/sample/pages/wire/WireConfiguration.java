package io.github.wechatpayspring.sample.pages.wire;

import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.key.PlatformKeySource;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.HttpComponentsClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Has the HTTP client tell what it sends and receives.
 */
@Configuration(proxyBeanMethods = false)
class WireConfiguration {

	@Bean
	ClientHttpRequestFactoryBuilderCustomizer<HttpComponentsClientHttpRequestFactoryBuilder> wireRecording(
			ObservationRegistry observations, ObjectProvider<WechatPayHosts> hosts,
			ObjectProvider<PlatformKeySource> keys) {
		return (factory) -> factory.withHttpClientCustomizer((client) -> client.addExecInterceptorFirst("wire",
				new AttemptRecorder(observations, hosts.getObject(), keys.getObject())));
	}

}
