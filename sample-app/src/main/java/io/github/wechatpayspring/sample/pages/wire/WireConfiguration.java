package io.github.wechatpayspring.sample.pages.wire;

import java.time.Clock;
import java.util.List;

import io.github.wechatpayspring.autoconfigure.http.WechatPayRequestFactory;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.merchant.assembly.AssembledMerchant;
import io.github.wechatpayspring.merchant.assembly.Merchants;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.InterceptingClientHttpRequestFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Records what the HTTP client of the starter sends and receives.
 */
@Configuration(proxyBeanMethods = false)
class WireConfiguration {

	@Bean
	static BeanPostProcessor wireRecording(ObjectProvider<ObservationRegistry> observations,
			ObjectProvider<Merchants> merchants) {
		SingletonSupplier<AttemptRecorder> recorder = SingletonSupplier
			.of(() -> recorder(observations.getObject(), merchants.getObject().ofDefaultName()));
		return new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				return (bean instanceof WechatPayRequestFactory factory) ? recording(factory, recorder) : bean;
			}
		};
	}

	private static AttemptRecorder recorder(ObservationRegistry observations, AssembledMerchant merchant) {
		WechatPayHosts hosts = new WechatPayHosts(merchant.settings().baseUrl(), merchant.settings().backupBaseUrl(),
				Clock.systemUTC());
		return new AttemptRecorder(observations, hosts, merchant.platformKeys());
	}

	private static WechatPayRequestFactory recording(WechatPayRequestFactory factory,
			SingletonSupplier<AttemptRecorder> recorder) {
		return new InterceptingClientHttpRequestFactory(factory::createRequest, List
			.of((request, body, execution) -> recorder.obtain().intercept(request, body, execution)))::createRequest;
	}

}
