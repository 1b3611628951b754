package io.github.wechatpayspring.sample.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A response whose body was received once and is given to the application as it came:
 * what was cut short on the wire is cut short for the application as well.
 *
 * @param response the response
 * @param body what came of its body
 * @param failure why no more came, {@code null} if that was all
 */
record ReceivedResponse(ClientHttpResponse response, byte[] body,
		@Nullable IOException failure) implements ClientHttpResponse {

	static ReceivedResponse of(ClientHttpResponse response) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		try {
			response.getBody().transferTo(body);
			return new ReceivedResponse(response, body.toByteArray(), null);
		}
		catch (IOException ex) {
			return new ReceivedResponse(response, body.toByteArray(), ex);
		}
	}

	@Override
	public InputStream getBody() {
		return new Replay(this);
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

	/**
	 * Ends as the body did.
	 */
	private static final class Replay extends InputStream {

		private final ReceivedResponse response;

		private int position;

		Replay(ReceivedResponse response) {
			this.response = response;
		}

		@Override
		public int read() throws IOException {
			if (this.position < this.response.body.length) {
				return this.response.body[this.position++] & 0xFF;
			}
			if (this.response.failure != null) {
				throw this.response.failure;
			}
			return -1;
		}

	}

}
