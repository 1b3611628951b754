package io.github.wechatpayspring.client.customizer;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A success that nobody sent, for samples that go through a client.
 */
public final class SampleResponse implements ClientHttpResponse {

	private final HttpHeaders headers = new HttpHeaders();

	private final byte[] body;

	/**
	 * Create a response without headers.
	 * @param body its body
	 */
	public SampleResponse(byte[] body) {
		this.body = body.clone();
	}

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
		// holds nothing
	}

}
