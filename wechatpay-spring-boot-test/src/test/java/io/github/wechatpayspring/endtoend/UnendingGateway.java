package io.github.wechatpayspring.endtoend;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/**
 * A gateway that passes requests on, and if it is told to, does not come to the end of a
 * response.
 */
final class UnendingGateway implements Closeable {

	private final ServerSocket server;

	private final URI target;

	private final AtomicInteger requests = new AtomicInteger();

	private volatile Ending ending = Ending.DRIPPING_RESPONSE;

	private volatile IntPredicate unending = (request) -> false;

	UnendingGateway(String target) {
		this.target = URI.create(target);
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
	 * Answer without an end.
	 * @param ending what comes in its place
	 * @param requests which requests, counted from 1
	 */
	void neverEnd(Ending ending, IntPredicate requests) {
		this.requests.set(0);
		this.ending = ending;
		this.unending = requests;
	}

	private void accept() throws IOException {
		while (true) {
			Socket socket = this.server.accept();
			inBackground(() -> serve(socket));
		}
	}

	private void serve(Socket socket) throws IOException {
		try (socket) {
			socket.setTcpNoDelay(true);
			InputStream in = new BufferedInputStream(socket.getInputStream());
			OutputStream out = socket.getOutputStream();
			for (byte[] request = AlertingGateway.message(in); request != null; request = AlertingGateway.message(in)) {
				byte[] response = AlertingGateway.forward(this.target, request);
				if (this.unending.test(this.requests.incrementAndGet())) {
					this.ending.write(new String(response, StandardCharsets.ISO_8859_1), out);
				}
				out.write(response);
			}
		}
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

	private static void inBackground(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException ex) {
				// the other side gave up
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	@FunctionalInterface
	private interface Task {

		void run() throws IOException;

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
