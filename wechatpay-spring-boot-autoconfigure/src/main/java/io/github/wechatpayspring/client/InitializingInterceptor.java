package io.github.wechatpayspring.client;

import java.io.IOException;
import java.io.OutputStream;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInitializer;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;

/**
 * Runs an initializer of the application in each attempt. It may set headers and
 * attributes, but neither write a body nor send the request.
 */
final class InitializingInterceptor implements ClientHttpRequestInterceptor {

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
