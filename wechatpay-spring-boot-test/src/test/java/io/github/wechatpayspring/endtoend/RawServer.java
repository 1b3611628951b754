package io.github.wechatpayspring.endtoend;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keeps the bytes of requests as they come out of the socket, before any HTTP library
 * could tidy them up, and answers all alike.
 */
final class RawServer implements AutoCloseable {

	private final ServerSocket server;

	private final byte[] answer;

	private final Queue<Request> requests = new ConcurrentLinkedQueue<>();

	/**
	 * Start a server.
	 * @param answer what it answers to everything
	 */
	RawServer(String answer) {
		this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		inBackground(this::accept);
	}

	String baseUrl() {
		return "http://127.0.0.1:" + this.server.getLocalPort();
	}

	/**
	 * Take the oldest request that was not taken yet.
	 * @return the request, or {@code null} if there is none
	 */
	Request take() {
		return this.requests.poll();
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void accept() throws IOException {
		while (true) {
			Socket socket = this.server.accept();
			inBackground(() -> serve(socket));
		}
	}

	private void serve(Socket socket) throws IOException {
		try (socket; InputStream in = new BufferedInputStream(socket.getInputStream())) {
			socket.setTcpNoDelay(true);
			for (String line = line(in); line != null; line = line(in)) {
				this.requests.add(read(line, in));
				socket.getOutputStream().write(this.answer);
			}
		}
	}

	private static Request read(String requestLine, InputStream in) throws IOException {
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (String line = required(line(in)); !line.isEmpty(); line = required(line(in))) {
			int colon = line.indexOf(':');
			headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
		}
		int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
		byte[] body = in.readNBytes(length);
		if (body.length < length) {
			throw new EOFException();
		}
		int target = requestLine.indexOf(' ');
		return new Request(requestLine.substring(0, target),
				requestLine.substring(target + 1, requestLine.lastIndexOf(' ')), headers, body);
	}

	private static String required(String line) throws EOFException {
		if (line == null) {
			throw new EOFException();
		}
		return line;
	}

	// null where the stream ends before the line does
	private static String line(InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int next = in.read(); next != '\n'; next = in.read()) {
			if (next == -1) {
				return null;
			}
			line.write(next);
		}
		return line.toString(StandardCharsets.ISO_8859_1).replaceFirst("\r$", "");
	}

	private static void inBackground(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException ex) {
				// the socket was closed
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * What came out of the socket.
	 *
	 * @param method the method
	 * @param target the request target, a character for each byte
	 * @param headers the headers
	 * @param body the bytes of the body
	 */
	record Request(String method, String target, Map<String, String> headers, byte[] body) {

	}

	@FunctionalInterface
	private interface Task {

		void run() throws IOException;

	}

}
