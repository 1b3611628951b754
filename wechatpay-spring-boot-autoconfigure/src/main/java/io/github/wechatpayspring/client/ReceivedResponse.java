package io.github.wechatpayspring.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * An answer whose body has been received as a whole, once, and can be read repeatedly.
 */
final class ReceivedResponse implements ClientHttpResponse {

	// more than that is not believed before it has come
	private static final int LARGEST_EXPECTED = 64 * 1024;

	private final ClientHttpResponse response;

	private final byte[] body;

	private ReceivedResponse(ClientHttpResponse response, byte[] body) {
		this.response = response;
		this.body = body;
	}

	/**
	 * Receive the body of an answer.
	 * @param response the answer
	 * @return the answer with its body
	 * @throws IOException if it does not come as a whole
	 */
	static ReceivedResponse of(ClientHttpResponse response) throws IOException {
		long announced = response.getHeaders().getContentLength();
		InputStream input = response.getBody();
		if (announced < 0 || announced > LARGEST_EXPECTED) {
			return new ReceivedResponse(response, input.readAllBytes());
		}
		byte[] body = new byte[(int) announced];
		int received = input.readNBytes(body, 0, body.length);
		if (received < body.length) {
			return new ReceivedResponse(response, Arrays.copyOf(body, received));
		}
		// also has the HTTP client see the end, and some answers are longer once unpacked
		int next = input.read();
		return new ReceivedResponse(response, (next == -1) ? body : join(body, next, input.readAllBytes()));
	}

	private static byte[] join(byte[] start, int next, byte[] rest) {
		byte[] body = Arrays.copyOf(start, start.length + 1 + rest.length);
		body[start.length] = (byte) next;
		System.arraycopy(rest, 0, body, start.length + 1, rest.length);
		return body;
	}

	/**
	 * Return the bytes that were received.
	 * @return the body, empty if there is none; not a copy
	 */
	byte[] body() {
		return this.body;
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
