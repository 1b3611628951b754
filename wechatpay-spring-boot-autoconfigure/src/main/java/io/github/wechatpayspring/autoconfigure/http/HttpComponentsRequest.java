package io.github.wechatpayspring.autoconfigure.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.NullEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.CollectionUtils;
import org.springframework.util.FastByteArrayOutputStream;
import org.springframework.util.MultiValueMap;
import org.springframework.util.StringUtils;

/**
 * A request by Apache HttpComponents. Does what that of Spring does, but can be cancelled
 * from another thread, and does not copy headers once more.
 */
final class HttpComponentsRequest implements ClientHttpRequest, StreamingHttpOutputMessage {

	private final HttpClient client;

	private final HttpMethod method;

	private final URI uri;

	private final HttpUriRequestBase request;

	private final MultiValueMap<String, String> values = newHeaders();

	private final HttpHeaders headers = new HttpHeaders(this.values);

	private final Map<String, Object> attributes = new LinkedHashMap<>();

	private @Nullable Body body;

	HttpComponentsRequest(HttpClient client, HttpMethod method, URI uri) {
		this.client = client;
		this.method = method;
		this.uri = uri;
		this.request = new HttpUriRequestBase(method.name(), uri);
	}

	private static MultiValueMap<String, String> newHeaders() {
		return CollectionUtils.toMultiValueMap(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
	}

	// it blocks in the socket, where interruption has no effect
	void cancel() {
		this.request.cancel();
	}

	@Override
	public ClientHttpResponse execute() throws IOException {
		this.values.forEach((name, all) -> {
			if (HttpHeaders.COOKIE.equalsIgnoreCase(name)) {
				this.request.addHeader(name, StringUtils.collectionToDelimitedString(all, "; "));
			}
			// which the entity says
			else if (!HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name)
					&& !HttpHeaders.TRANSFER_ENCODING.equalsIgnoreCase(name)) {
				all.forEach((value) -> this.request.addHeader(name, value));
			}
		});
		if (this.body != null) {
			this.request.setEntity(new Entity(this.headers, this.body));
		}
		else if (!Method.isSafe(this.method.name())) {
			this.request.setEntity(NullEntity.INSTANCE);
		}
		return new Response(this.client.executeOpen(null, this.request, null));
	}

	@Override
	public void setBody(Body body) {
		this.body = body;
	}

	@Override
	public OutputStream getBody() {
		FastByteArrayOutputStream written = new FastByteArrayOutputStream();
		this.body = written::writeTo;
		return written;
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
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.attributes;
	}

	private static final class Entity extends AbstractHttpEntity {

		private final long length;

		private final Body body;

		Entity(HttpHeaders headers, Body body) {
			super(headers.getFirst(HttpHeaders.CONTENT_TYPE), headers.getFirst(HttpHeaders.CONTENT_ENCODING));
			this.length = headers.getContentLength();
			this.body = body;
		}

		@Override
		public long getContentLength() {
			return this.length;
		}

		@Override
		public InputStream getContent() {
			throw new UnsupportedOperationException("The body is written, never read");
		}

		@Override
		public boolean isStreaming() {
			return false;
		}

		@Override
		public boolean isRepeatable() {
			return this.body.repeatable();
		}

		@Override
		public void writeTo(OutputStream output) throws IOException {
			this.body.writeTo(output);
		}

		@Override
		public void close() {
			// holds nothing
		}

	}

	private static final class Response implements ClientHttpResponse {

		private final ClassicHttpResponse response;

		private final HttpHeaders headers;

		Response(ClassicHttpResponse response) {
			this.response = response;
			MultiValueMap<String, String> headers = newHeaders();
			for (Header header : response.getHeaders()) {
				headers.add(header.getName(), header.getValue());
			}
			HttpEntity entity = response.getEntity();
			// as it is once unpacked
			if (entity != null && entity.getContentLength() == -1) {
				headers.remove(HttpHeaders.CONTENT_LENGTH);
			}
			if (entity != null && entity.getContentEncoding() == null) {
				headers.remove(HttpHeaders.CONTENT_ENCODING);
			}
			this.headers = HttpHeaders.readOnlyHttpHeaders(headers);
		}

		@Override
		public HttpStatusCode getStatusCode() {
			return HttpStatusCode.valueOf(this.response.getCode());
		}

		@Override
		public String getStatusText() {
			return this.response.getReasonPhrase();
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public InputStream getBody() throws IOException {
			HttpEntity entity = this.response.getEntity();
			return (entity != null) ? entity.getContent() : InputStream.nullInputStream();
		}

		@Override
		public void close() {
			try (this.response) {
				EntityUtils.consume(this.response.getEntity());
			}
			catch (IOException ex) {
				// it is no longer needed
			}
		}

	}

}
