package io.github.wechatpayspring.endtoend;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keeps the bytes of requests as they come out of the socket, before any HTTP library
 * could tidy them up, and responds to all alike.
 */
public final class RawServer implements AutoCloseable {

	private final byte[] response;

	private final Queue<Request> requests = new ConcurrentLinkedQueue<>();

	private final SocketServer server;

	/**
	 * Start a server.
	 * @param response its response to everything
	 */
	public RawServer(String response) {
		this.response = response.getBytes(StandardCharsets.ISO_8859_1);
		this.server = new SocketServer(this::serve);
	}

	public String baseUrl() {
		return this.server.baseUrl();
	}

	/**
	 * Take the oldest request that was not taken yet.
	 * @return the request, or {@code null} if there is none
	 */
	public Request take() {
		return this.requests.poll();
	}

	@Override
	public void close() {
		this.server.close();
	}

	private void serve(Socket socket) throws IOException {
		InputStream in = new BufferedInputStream(socket.getInputStream());
		for (byte[] message = SocketServer.message(in); message != null; message = SocketServer.message(in)) {
			this.requests.add(Request.of(message));
			socket.getOutputStream().write(this.response);
		}
	}

	/**
	 * What came out of the socket.
	 *
	 * @param method the method
	 * @param target the request target, a character for each byte
	 * @param headers the headers
	 * @param body the bytes of the body
	 */
	public record Request(String method, String target, Map<String, String> headers, byte[] body) {

		private static Request of(byte[] message) {
			String text = new String(message, StandardCharsets.ISO_8859_1);
			int end = text.indexOf("\r\n\r\n");
			String[] lines = text.substring(0, end).split("\r\n");
			String first = lines[0];
			Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			for (String line : List.of(lines).subList(1, lines.length)) {
				int colon = line.indexOf(':');
				headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
			}
			return new Request(first.substring(0, first.indexOf(' ')),
					first.substring(first.indexOf(' ') + 1, first.lastIndexOf(' ')), headers,
					Arrays.copyOfRange(message, end + 4, message.length));
		}

	}

}
