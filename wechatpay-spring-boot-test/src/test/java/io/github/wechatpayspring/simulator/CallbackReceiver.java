package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.ToIntFunction;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A merchant's endpoint for notifications, as small as one can be.
 */
public final class CallbackReceiver implements AutoCloseable {

	private static final String PATH = "/notify";

	private final HttpServer server;

	private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

	private final ToIntFunction<Received> handler;

	/**
	 * Start a receiver.
	 * @param handler what answers, with an HTTP status
	 */
	public CallbackReceiver(ToIntFunction<Received> handler) {
		this.handler = handler;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext(PATH, this::receive);
		this.server.start();
	}

	private void receive(HttpExchange exchange) throws IOException {
		try (exchange) {
			Received request = new Received(exchange.getRequestMethod(), Map.copyOf(exchange.getRequestHeaders()),
					exchange.getRequestBody().readAllBytes());
			this.received.add(request);
			int status = this.handler.applyAsInt(request);
			if (status == 302) {
				exchange.getResponseHeaders().set("Location", PATH + "/elsewhere");
			}
			exchange.sendResponseHeaders(status, -1);
		}
	}

	public URI url() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + PATH);
	}

	public List<Received> received() {
		return List.copyOf(this.received);
	}

	/**
	 * Wait for a notification and take it.
	 * @return the notification
	 */
	public Received take() {
		try {
			return this.received.take();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/**
	 * What arrived.
	 */
	public static final class Received {

		private final String method;

		private final Map<String, List<String>> headers;

		private final byte[] body;

		private Received(String method, Map<String, List<String>> headers, byte[] body) {
			this.method = method;
			this.headers = headers;
			this.body = body;
		}

		public String method() {
			return this.method;
		}

		public Map<String, List<String>> headers() {
			return this.headers;
		}

		public byte[] body() {
			return this.body;
		}

		/**
		 * Return the only value of a header.
		 * @param name its name
		 * @return the value, or {@code null}
		 */
		public String header(String name) {
			return this.headers.entrySet()
				.stream()
				.filter((header) -> header.getKey().equalsIgnoreCase(name))
				.map((header) -> String.join(", ", header.getValue()))
				.findFirst()
				.orElse(null);
		}

	}

}
