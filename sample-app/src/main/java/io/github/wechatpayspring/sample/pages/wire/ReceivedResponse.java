package io.github.wechatpayspring.sample.pages.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A response whose body was received once and is passed to the application as it came:
 * what was cut short on the wire is cut short for the application as well, and what is
 * too large to be shown is left for it to read.
 *
 * @param response the response
 * @param body what came of its body
 * @param failure why no more came, {@code null} if nothing failed
 */
record ReceivedResponse(ClientHttpResponse response, byte[] body,
		@Nullable IOException failure) implements ClientHttpResponse {

	private static final int LARGEST = 64 * 1024;

	static ReceivedResponse of(ClientHttpResponse response) {
		byte[] body = new byte[LARGEST];
		int length = 0;
		try {
			InputStream content = response.getBody();
			int read = 0;
			while (read != -1 && length < body.length) {
				length += read;
				read = content.read(body, length, body.length - length);
			}
			return new ReceivedResponse(response, Arrays.copyOf(body, length), null);
		}
		catch (IOException ex) {
			return new ReceivedResponse(response, Arrays.copyOf(body, length), ex);
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
			return this.response.response.getBody().read();
		}

	}

}
