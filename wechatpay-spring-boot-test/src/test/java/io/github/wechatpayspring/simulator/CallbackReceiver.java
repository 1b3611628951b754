package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.ToIntFunction;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.wechatpayspring.simulator.crypto.CipherSuite;
import io.github.wechatpayspring.simulator.crypto.IssuedCertificate;

/**
 * A merchant's endpoint for notifications, as small as one can be.
 */
public final class CallbackReceiver implements AutoCloseable {

	private static final String PATH = "/notify";

	private final HttpServer server;

	private final String scheme;

	private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

	private final ToIntFunction<Received> handler;

	/**
	 * Start a receiver.
	 * @param handler what responds, with an HTTP status
	 */
	public CallbackReceiver(ToIntFunction<Received> handler) {
		this("http", handler);
	}

	private CallbackReceiver(String scheme, ToIntFunction<Received> handler) {
		this.handler = handler;
		this.scheme = scheme;
		InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
		try {
			this.server = scheme.equals("https") ? withSelfSignedCertificate(HttpsServer.create(address, 0))
					: HttpServer.create(address, 0);
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
		this.server.createContext(PATH, this::receive);
		this.server.start();
	}

	/**
	 * Start a receiver with a certificate that nobody vouches for.
	 * @param handler what responds, with an HTTP status
	 * @return the receiver
	 */
	public static CallbackReceiver https(ToIntFunction<Received> handler) {
		return new CallbackReceiver("https", handler);
	}

	private static HttpServer withSelfSignedCertificate(HttpsServer server)
			throws IOException, GeneralSecurityException {
		IssuedCertificate certificate = IssuedCertificate.issue(CipherSuite.of(false), "CN=localhost", Instant.now());
		KeyStore keys = KeyStore.getInstance("PKCS12");
		keys.load(null, null);
		keys.setKeyEntry("server", certificate.keys().getPrivate(), new char[0],
				new Certificate[] { TestClient.certificate(certificate.pem()) });
		KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keyManagers.init(keys, new char[0]);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keyManagers.getKeyManagers(), null, null);
		server.setHttpsConfigurator(new HttpsConfigurator(context));
		return server;
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
		return URI.create(this.scheme + "://127.0.0.1:" + this.server.getAddress().getPort() + PATH);
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
