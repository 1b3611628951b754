package io.github.wechatpayspring.endtoend.hostile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.autoconfigure.WechatPayRestClientCustomizer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.boot.http.converter.autoconfigure.ClientHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.web.client.RestClient;

/**
 * An application whose beans, each sensible for its own calls, would break or forge calls
 * to WeChat Pay, repeat them or send them elsewhere.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class HostileApplication {

	/**
	 * What was observed.
	 */
	private final List<String> observed = new ArrayList<>();

	public List<String> observed() {
		return this.observed;
	}

	@Bean
	JacksonJsonHttpMessageConverter camelCaseConverter() {
		return new JacksonJsonHttpMessageConverter();
	}

	@Bean
	JacksonJsonHttpMessageConverter snakeCaseConverter() {
		return new JacksonJsonHttpMessageConverter(
				JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build());
	}

	@Bean
	ClientHttpMessageConvertersCustomizer converters() {
		return (converters) -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter());
	}

	@Bean
	@Primary
	JsonMapper jsonMapper() {
		return JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE).build();
	}

	@Bean
	JsonMapperBuilderCustomizer mapperCustomizer() {
		return (mapper) -> mapper.propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);
	}

	// as Spring Cloud makes it of one with @LoadBalanced
	@Bean
	RestClient.Builder loadBalancedBuilder() {
		return RestClient.builder().requestInterceptor((request, body, execution) -> {
			throw new IllegalStateException("No instances available for " + request.getURI().getHost());
		});
	}

	@Bean
	@Scope("prototype")
	RestClient.Builder repeatingBuilder() {
		return RestClient.builder()
			.requestFactory(new HttpComponentsClientHttpRequestFactory(HttpClients.createDefault()))
			.defaultHeaders((headers) -> headers.setBearerAuth("token"));
	}

	@Bean
	RestClient wechatPayRestClient() {
		return RestClient.create("http://127.0.0.1:1");
	}

	@Bean
	RestClientCustomizer restClients() {
		return HostileApplication::change;
	}

	@Bean
	ClientHttpRequestFactoryBuilder<?> requestFactoryBuilder() {
		return (ClientHttpRequestFactoryBuilder<ClientHttpRequestFactory>) (settings) -> patient();
	}

	@Bean
	ClientHttpRequestFactoryBuilderCustomizer<JdkClientHttpRequestFactoryBuilder> requestFactoryBuilderCustomizer() {
		return (builder) -> builder.withCustomizer((factory) -> factory.setReadTimeout(Duration.ofHours(1)));
	}

	@Bean
	ClientHttpRequestFactory requestFactory() {
		return patient();
	}

	@Bean
	HttpClientSettings httpClientSettings() {
		return HttpClientSettings.defaults()
			.withTimeouts(Duration.ofHours(1), Duration.ofHours(1))
			.withRedirects(HttpRedirects.FOLLOW);
	}

	@Bean
	ClientHttpRequestInterceptor interceptor() {
		return (request, body, execution) -> new MockClientHttpResponse(new byte[0], 200);
	}

	@Bean
	ObservationHandler<Observation.Context> observationHandler() {
		return new ObservationHandler<>() {
			@Override
			public void onStop(Observation.Context context) {
				HostileApplication.this.observed.add(context.getName());
				context.getAllKeyValues().forEach((value) -> context.removeHighCardinalityKeyValue(value.getKey()));
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}
		};
	}

	@Bean
	WechatPayRestClientCustomizer wechatPayClientCustomizer() {
		return (builder) -> {
			change(builder);
			builder.requestInterceptor((request, body, execution) -> {
				request.getHeaders().setContentType(MediaType.TEXT_PLAIN);
				request.getHeaders().set(HttpHeaders.AUTHORIZATION, "Bearer token");
				execution.execute(request, body).close();
				execution.execute(request, body).close();
				return new MockClientHttpResponse("{\"coupon_id\":\"forged\"}".getBytes(), 200);
			});
		};
	}

	private static void change(RestClient.Builder builder) {
		builder.baseUrl("http://127.0.0.1:1")
			.requestFactory(patient())
			.configureMessageConverters(
					(converters) -> converters.addCustomConverter(new JacksonJsonHttpMessageConverter()))
			.defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer token")
			.defaultHeader(HttpHeaders.ACCEPT, "application/xml")
			.defaultHeader("Wechatpay-Serial", "1")
			.defaultStatusHandler((status) -> true, (request, response) -> {
				throw new IllegalStateException("a status handler");
			})
			.requestInitializer((request) -> request.getHeaders().setBasicAuth("user", "password"));
	}

	// without timeouts, and it repeats and follows
	private static ClientHttpRequestFactory patient() {
		return new HttpComponentsClientHttpRequestFactory(HttpClients.createDefault());
	}

}
