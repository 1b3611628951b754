package io.github.wechatpayspring.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

import io.github.wechatpayspring.client.customizer.Customization;
import io.github.wechatpayspring.client.observation.ClientEvents;
import io.github.wechatpayspring.client.resilience.CallGuards;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.field.SensitiveUriBuilderFactory;
import io.github.wechatpayspring.field.WechatPayJson;
import io.github.wechatpayspring.key.MerchantCredentialsSource;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import io.github.wechatpayspring.key.platform.PlatformKeyVerifier;
import io.github.wechatpayspring.key.platform.ResponseVerifier;
import io.micrometer.observation.ObservationRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.DefaultUriBuilderFactory.EncodingMode;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Builds the {@link RestClient} that every call to WeChat Pay goes through. The call is
 * guarded outermost; in each attempt the application's interceptors run, errors are
 * mapped, the request is signed and sent, and the response is verified.
 */
public final class RestClientPipeline {

	private final MerchantCredentialsSource credentials;

	private final PlatformKeySource platformKeys;

	private final WechatPayHosts hosts;

	private final Clock clock;

	private final ClientEvents events;

	/**
	 * Create a pipeline.
	 * @param credentials what to sign with
	 * @param platformKeys what to verify and encrypt with
	 * @param hosts where WeChat Pay or a gateway to it is; a path in a base URL is not
	 * signed
	 * @param clock the time to sign with and to judge responses by
	 */
	public RestClientPipeline(MerchantCredentialsSource credentials, PlatformKeySource platformKeys,
			WechatPayHosts hosts, Clock clock) {
		this(credentials, platformKeys, hosts, clock, ClientEvents.NONE);
	}

	/**
	 * Create a pipeline that tells what happens in it.
	 * @param credentials what to sign with
	 * @param platformKeys what to verify and encrypt with
	 * @param hosts where WeChat Pay or a gateway to it is; a path in a base URL is not
	 * signed
	 * @param clock the time to sign with and to judge responses by
	 * @param events listens to what happens
	 */
	public RestClientPipeline(MerchantCredentialsSource credentials, PlatformKeySource platformKeys,
			WechatPayHosts hosts, Clock clock, ClientEvents events) {
		this.credentials = credentials;
		this.platformKeys = platformKeys;
		this.hosts = hosts;
		this.clock = clock;
		this.events = ClientEvents.safe(events);
	}

	/**
	 * Build the client. The builder is customized at once, and the rest is done with the
	 * first request.
	 * @param builder a builder with the HTTP client to use; it is changed
	 * @param customizer may add default headers, initializers and interceptors, which can
	 * neither alter what was signed nor see what was not verified; whatever else it does
	 * has no effect
	 * @param guards what keeps a call safe when something fails
	 * @return the client
	 */
	public RestClient build(RestClient.Builder builder, Consumer<RestClient.Builder> customizer, CallGuards guards) {
		Customization customization = prepare(builder, customizer);
		// of a copy, so that a failure leaves nothing behind for the next request
		return new LazyRestClient(() -> build(builder.clone(), customization, guards));
	}

	private RestClient build(RestClient.Builder builder, Customization customization, CallGuards guards) {
		JsonMapper mapper = WechatPayJson.createMapper();
		ResponseVerifier verifier = new TimedVerifier(new PlatformKeyVerifier(this.platformKeys, this.clock),
				this.events);
		return builder.uriBuilderFactory(uriBuilderFactory(this.hosts.primary()))
			.configureMessageConverters(
					(converters) -> converters.addCustomConverter(new ByteArrayHttpMessageConverter())
						.addCustomConverter(new StringHttpMessageConverter(StandardCharsets.UTF_8))
						.addCustomConverter(new ResourceHttpMessageConverter())
						.addCustomConverter(multipartConverter())
						.addCustomConverter(new WechatPayJsonConverter(mapper, this.platformKeys)))
			.requestInterceptors((interceptors) -> interceptors.add(0, new OutcomeInterceptor()))
			.requestInterceptor(guards.interceptor(this.hosts, this.events)
				.andThen(customization.interceptor())
				.andThen(new ErrorMappingInterceptor(verifier, mapper, this.clock))
				.andThen(new SigningInterceptor(this.credentials, this.platformKeys, this.hosts, this.clock,
						this.events))
				.andThen(guards.rateLimit(this.events))
				.andThen(new VerificationInterceptor(verifier, this.events)))
			.build();
	}

	// of parts that are texts or files
	private static FormHttpMessageConverter multipartConverter() {
		FormHttpMessageConverter converter = new FormHttpMessageConverter();
		converter.setSupportedMediaTypes(List.of(MediaType.MULTIPART_FORM_DATA));
		return converter;
	}

	static Customization prepare(RestClient.Builder builder, Consumer<RestClient.Builder> customizer) {
		Customization customization = new Customization(customizer);
		customization.applyTo(builder);
		// without it a String would be written as text/plain, in which Chinese is lost
		builder.defaultHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
			// an observation of its own has handlers that may fail a call that succeeded
			.observationRegistry(ObservationRegistry.NOOP);
		return customization;
	}

	// each path variable becomes one segment
	static DefaultUriBuilderFactory uriBuilderFactory(URI baseUrl) {
		DefaultUriBuilderFactory factory = new SensitiveUriBuilderFactory(
				// decoded, as the factory encodes it
				UriComponentsBuilder.fromUri(baseUrl).replacePath(baseUrl.getPath()));
		factory.setEncodingMode(EncodingMode.TEMPLATE_AND_VALUES);
		return factory;
	}

}
