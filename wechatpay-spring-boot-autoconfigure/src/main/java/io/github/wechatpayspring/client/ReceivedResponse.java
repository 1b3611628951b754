package io.github.wechatpayspring.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A response whose body has been received as a whole, once, and can be read repeatedly.
 */
final class ReceivedResponse implements ClientHttpResponse {

	private final ClientHttpResponse response;

	private final byte[] body;

	ReceivedResponse(ClientHttpResponse response, byte[] body) {
		this.response = response;
		this.body = body;
	}

	@Override
	public InputStream getBody() {
		return new ByteArrayInputStream(this.body);
	}

	@Override
	public HttpStatusCode getStatusCode() throws IOException {
		return this.response.getStatusCode();
	}

	@Override
	public String getStatusText() throws IOException {
		return this.response.getStatusText();
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.response.getHeaders();
	}

	@Override
	public void close() {
		this.response.close();
	}

}
