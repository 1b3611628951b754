package io.github.wechatpayspring.simulator.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import io.github.wechatpayspring.simulator.RecordedRequest;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP server: turns what is on the wire into {@link RecordedRequest requests} and
 * {@link Response responses} back. Writes header names exactly as WeChat Pay does, since
 * its own SDK tells case apart.
 */
final class LoopbackServer implements AutoCloseable {

	static final String ADDRESS = "127.0.0.1";

	private static final DateTimeFormatter DATE = DateTimeFormatter
		.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	private final HttpServer server;

	private final Function<RecordedRequest, Response> gateway;

	private final Clock clock;

	private LoopbackServer(int port, Function<RecordedRequest, Response> gateway, Clock clock) {
		this.gateway = gateway;
		this.clock = clock;
		try {
			this.server = ServerBootstrap.bootstrap()
				.setLocalAddress(InetAddress.getByName(ADDRESS))
				.setServerSocketFactory(new ListeningSocket.Factory())
				.setListenerPort(port)
				.setSocketConfig(SocketConfig.custom().setBacklogSize(256).setTcpNoDelay(true).build())
				.setHttpProcessor(HttpProcessorBuilder.create().build())
				.setRequestRouter((request, context) -> (received, response, ignored) -> serve(received, response))
				.create();
			this.server.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The simulator cannot listen on port " + port + " of " + ADDRESS, ex);
		}
	}

	static LoopbackServer start(int port, Function<RecordedRequest, Response> gateway, Clock clock) {
		return new LoopbackServer(port, gateway, clock);
	}

	int port() {
		return this.server.getLocalPort();
	}

	@Override
	public void close() {
		this.server.close(CloseMode.IMMEDIATE, Timeout.ZERO_MILLISECONDS);
	}

	private void serve(ClassicHttpRequest request, ClassicHttpResponse wire) throws IOException {
		Response response = this.gateway.apply(read(request));
		if (response.delivery() == Response.Delivery.RESET) {
			// the server resets the connection of a handler that fails
			throw new ConnectionResetOnPurpose();
		}
		boolean truncated = response.delivery() == Response.Delivery.TRUNCATED;
		boolean keepAlive = !truncated && !isClose(request);
		wire.setCode(response.status());
		wire.addHeader("Server", "nginx");
		wire.addHeader("Date", DATE.format(this.clock.instant()));
		String contentType = response.headers().get("Content-Type");
		if (contentType != null && response.body().length > 0) {
			wire.addHeader("Content-Type", contentType);
		}
		wire.addHeader("Content-Length", String.valueOf(response.body().length));
		wire.addHeader("Connection", keepAlive ? "keep-alive" : "close");
		if (keepAlive) {
			wire.addHeader("Keep-Alive", "timeout=8");
		}
		response.headers().forEach((name, value) -> {
			if (!name.equals("Content-Type")) {
				wire.addHeader(name, value);
			}
		});
		int written = truncated ? response.body().length / 2 : response.body().length;
		wire.setEntity(new ByteArrayEntity(response.body(), 0, written, null));
	}

	private static boolean isClose(ClassicHttpRequest request) {
		Header connection = request.getFirstHeader("Connection");
		return connection != null && "close".equalsIgnoreCase(connection.getValue());
	}

	private static RecordedRequest read(ClassicHttpRequest request) throws IOException {
		String target = request.getRequestUri();
		int mark = target.indexOf('?');
		String path = (mark >= 0) ? target.substring(0, mark) : target;
		String query = (mark >= 0) ? target.substring(mark + 1) : null;
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (Header header : request.getHeaders()) {
			headers.computeIfAbsent(header.getName(), (name) -> new ArrayList<>()).add(header.getValue());
		}
		headers.replaceAll((name, values) -> List.copyOf(values));
		HttpEntity entity = request.getEntity();
		byte[] body = (entity != null) ? EntityUtils.toByteArray(entity) : null;
		return new RecordedRequest(request.getMethod(), path, query, Collections.unmodifiableMap(headers),
				(body != null) ? body : new byte[0], null, 0, false);
	}

	private static final class ConnectionResetOnPurpose extends IOException {

		private static final long serialVersionUID = 1L;

	}

}
