package io.github.wechatpayspring.client.customizer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInitializer;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

/**
 * What the application adds to each call: default headers and cookies, initializers and
 * interceptors. It is taken from a builder made for the purpose, so that nothing else of
 * what was done to that builder has an effect.
 */
public final class Customization {

	private final HttpHeaders headers = new HttpHeaders();

	private final MultiValueMap<String, String> cookies = new LinkedMultiValueMap<>();

	private final List<ClientHttpRequestInterceptor> interceptors = new ArrayList<>();

	/**
	 * Create a customization.
	 * @param customizer the application's way to say what it adds
	 */
	public Customization(Consumer<RestClient.Builder> customizer) {
		RestClient.Builder builder = RestClient.builder();
		customizer.accept(builder);
		builder.defaultHeaders((added) -> added.forEach(this.headers::put))
			.defaultCookies(this.cookies::addAll)
			.requestInitializers((added) -> added
				.forEach((initializer) -> this.interceptors.add(new InitializingInterceptor(initializer))))
			.requestInterceptors(this.interceptors::addAll);
	}

	/**
	 * Return the default headers, reserved ones among them.
	 * @return the headers
	 */
	HttpHeaders headers() {
		return this.headers;
	}

	/**
	 * Add the default headers and cookies to a builder.
	 * @param builder the builder
	 */
	public void applyTo(RestClient.Builder builder) {
		builder.defaultHeaders((all) -> ReservedHeaders.without(this.headers).forEach(all::put))
			.defaultCookies((all) -> all.putAll(this.cookies));
	}

	/**
	 * Return initializers and interceptors as one interceptor.
	 * @return an interceptor to use once in each attempt
	 */
	public ClientHttpRequestInterceptor interceptor() {
		return interceptor((interference) -> {
		});
	}

	/**
	 * Return initializers and interceptors as one interceptor.
	 * @param interferences is told what they try to do beyond what they may
	 * @return an interceptor to use once in each attempt
	 */
	ClientHttpRequestInterceptor interceptor(Consumer<Interference> interferences) {
		return this.interceptors.stream()
			.reduce(ClientHttpRequestInterceptor::andThen)
			.<ClientHttpRequestInterceptor>map((all) -> new CustomizedAttempts(all, interferences))
			.orElse((request, body, execution) -> execution.execute(request, body));
	}

	/**
	 * Runs an initializer of the application in each attempt. It may set headers and
	 * attributes, but neither write a body nor send the request.
	 */
	private static final class InitializingInterceptor implements ClientHttpRequestInterceptor {

		private final ClientHttpRequestInitializer initializer;

		InitializingInterceptor(ClientHttpRequestInitializer initializer) {
			this.initializer = initializer;
		}

		@Override
		public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
				throws IOException {
			this.initializer.initialize(new InitializedRequest(request));
			return execution.execute(request, body);
		}

		private static final class InitializedRequest extends HttpRequestWrapper implements ClientHttpRequest {

			InitializedRequest(HttpRequest request) {
				super(request);
			}

			@Override
			public OutputStream getBody() {
				throw refused();
			}

			@Override
			public ClientHttpResponse execute() {
				throw refused();
			}

			private static IllegalStateException refused() {
				return new IllegalStateException(
						"A request initializer of a WechatPayRestClientCustomizer may only set headers and attributes");
			}

		}

	}

}
