package io.github.wechatpayspring.client.error;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.springframework.http.client.ClientHttpResponse;

/**
 * The body of a response, unpacked, up to a limit. What comes after the limit is not
 * read.
 *
 * @param bytes the bytes that were received, not a copy
 * @param complete whether that is all of the body
 */
public record ReceivedBody(byte[] bytes, boolean complete) {

	/**
	 * Bytes of an error response that are read at most.
	 */
	public static final int LARGEST_ERROR = 64 * 1024;

	// more than that is not believed before it has come
	private static final int LARGEST_EXPECTED = 64 * 1024;

	/**
	 * Receive the body of a response.
	 * @param response the response
	 * @param limit how many bytes to read at most
	 * @return the body
	 * @throws IOException if it does not come as a whole, or up to the limit
	 */
	public static ReceivedBody of(ClientHttpResponse response, int limit) throws IOException {
		long announced = response.getHeaders().getContentLength();
		InputStream input = response.getBody();
		if (announced < 0 || announced > Math.min(limit, LARGEST_EXPECTED)) {
			return cut(input.readNBytes(limit + 1), limit);
		}
		byte[] body = new byte[(int) announced];
		int received = input.readNBytes(body, 0, body.length);
		if (received < body.length) {
			return new ReceivedBody(Arrays.copyOf(body, received), true);
		}
		// also has the HTTP client see the end, and some bodies are longer once unpacked
		int next = input.read();
		return (next == -1) ? new ReceivedBody(body, true)
				: cut(join(body, next, input.readNBytes(limit - body.length)), limit);
	}

	private static ReceivedBody cut(byte[] bytes, int limit) {
		return (bytes.length <= limit) ? new ReceivedBody(bytes, true)
				: new ReceivedBody(Arrays.copyOf(bytes, limit), false);
	}

	private static byte[] join(byte[] start, int next, byte[] rest) {
		byte[] body = Arrays.copyOf(start, start.length + 1 + rest.length);
		body[start.length] = (byte) next;
		System.arraycopy(rest, 0, body, start.length + 1, rest.length);
		return body;
	}

}
