package io.github.wechatpayspring.endtoend.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

import io.github.wechatpayspring.endtoend.SocketServer;

/**
 * A gateway that passes requests on, and if it is told to, does not come to the end of a
 * response.
 */
final class UnendingGateway implements AutoCloseable {

	private final URI target;

	private final AtomicInteger requests = new AtomicInteger();

	private volatile Ending ending = Ending.DRIPPING_RESPONSE;

	private volatile IntPredicate unending = (request) -> false;

	private final SocketServer server;

	UnendingGateway(String target) {
		this.target = URI.create(target);
		this.server = new SocketServer(this::serve);
	}

	String baseUrl() {
		return this.server.baseUrl();
	}

	/**
	 * Send responses without an end.
	 * @param ending what comes in its place
	 * @param requests which requests, counted from 1
	 */
	void neverEnd(Ending ending, IntPredicate requests) {
		this.requests.set(0);
		this.ending = ending;
		this.unending = requests;
	}

	private void serve(Socket socket) throws IOException {
		InputStream in = new BufferedInputStream(socket.getInputStream());
		OutputStream out = socket.getOutputStream();
		for (byte[] request = SocketServer.message(in); request != null; request = SocketServer.message(in)) {
			byte[] response = SocketServer.forward(this.target, request);
			if (this.unending.test(this.requests.incrementAndGet())) {
				this.ending.write(new String(response, StandardCharsets.ISO_8859_1), out);
			}
			out.write(response);
		}
	}

	@Override
	public void close() {
		this.server.close();
	}

	/**
	 * What comes in place of an end.
	 */
	enum Ending {

		/**
		 * The response itself, one byte now and then.
		 */
		DRIPPING_RESPONSE {

			@Override
			void write(String response, OutputStream out) throws IOException {
				out.write(head(response));
				while (true) {
					for (byte drop : CHUNK) {
						out.write(drop);
						LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
					}
				}
			}

		},

		/**
		 * The head of the response, and then more than anybody can hold.
		 */
		ENDLESS_RESPONSE {

			@Override
			void write(String response, OutputStream out) throws IOException {
				out.write(head(response));
				while (true) {
					out.write(CHUNK);
				}
			}

		},

		/**
		 * An error of the gateway, and then more than anybody can hold.
		 */
		ENDLESS_BAD_GATEWAY {

			@Override
			void write(String response, OutputStream out) throws IOException {
				out.write(head("HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n\r\n"));
				while (true) {
					out.write(CHUNK);
				}
			}

		};

		private static final byte[] CHUNK = ("2000\r\n" + "a".repeat(0x2000) + "\r\n")
			.getBytes(StandardCharsets.US_ASCII);

		private static byte[] head(String response) {
			return (response.substring(0, response.indexOf("\r\n\r\n"))
				.replaceAll("(?im)^(Content-Length|Transfer-Encoding):.*\r\n?", "")
					+ "\r\nTransfer-Encoding: chunked\r\n\r\n")
				.getBytes(StandardCharsets.ISO_8859_1);
		}

		abstract void write(String response, OutputStream out) throws IOException;

	}

}
