package io.github.wechatpayspring.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Stands in for HTTP: returns the same response to each request.
 *
 * @param headers the headers of the response
 * @param body its body
 */
record StubRequestFactory(HttpHeaders headers, byte[] body) implements ClientHttpRequestFactory {

	@Override
	public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
		return new StubRequest(uri, method, new StubResponse(this.headers, this.body));
	}

	private static final class StubRequest extends AbstractClientHttpRequest {

		private final URI uri;

		private final HttpMethod method;

		private final ClientHttpResponse response;

		private final OutputStream body = new ByteArrayOutputStream();

		StubRequest(URI uri, HttpMethod method, ClientHttpResponse response) {
			this.uri = uri;
			this.method = method;
			this.response = response;
		}

		@Override
		public HttpMethod getMethod() {
			return this.method;
		}

		@Override
		public URI getURI() {
			return this.uri;
		}

		@Override
		protected OutputStream getBodyInternal(HttpHeaders headers) {
			return this.body;
		}

		@Override
		protected ClientHttpResponse executeInternal(HttpHeaders headers) {
			return this.response;
		}

	}

	private record StubResponse(HttpHeaders headers, byte[] body) implements ClientHttpResponse {

		@Override
		public HttpStatusCode getStatusCode() {
			return HttpStatus.OK;
		}

		@Override
		public String getStatusText() {
			return "OK";
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public InputStream getBody() {
			return new ByteArrayInputStream(this.body);
		}

		@Override
		public void close() {
		}

	}

}
