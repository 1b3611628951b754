package io.github.wechatpayspring.autoconfigure.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.util.ClassUtils;

/**
 * Sets a deadline for each request of an HTTP client as a whole: connection, TLS,
 * request, headers and body. Timeouts of HTTP clients mostly count from the last byte, so
 * that one byte a second keeps them waiting forever.
 */
final class TimedRequestFactory implements ClientHttpRequestFactory {

	private static final boolean HTTP_COMPONENTS = ClassUtils.isPresent("org.apache.hc.client5.http.classic.HttpClient",
			TimedRequestFactory.class.getClassLoader());

	private final ClientHttpRequestFactory factory;

	private final AttemptDeadlines deadlines;

	TimedRequestFactory(ClientHttpRequestFactory factory, Duration deadline) {
		this.factory = factory;
		this.deadlines = new AttemptDeadlines(deadline);
	}

	@Override
	public ClientHttpRequest createRequest(URI uri, HttpMethod method) throws IOException {
		if (HTTP_COMPONENTS && this.factory instanceof HttpComponentsClientHttpRequestFactory httpComponents) {
			HttpComponentsRequest request = new HttpComponentsRequest(httpComponents.getHttpClient(), method, uri);
			return new TimedRequest(request, this.deadlines, request::cancel);
		}
		return new TimedRequest(this.factory.createRequest(uri, method), this.deadlines, null);
	}

}
