package io.github.wechatpayspring.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A gateway between an application and WeChat Pay, which strips a prefix off the path and
 * can be told to change what passes.
 */
public final class TestGateway implements AutoCloseable {

	private static final Set<String> SET_BY_THE_CLIENT = caseInsensitive("Connection", "Content-Length", "Host",
			"Transfer-Encoding");

	private final HttpClient client = HttpClient.newHttpClient();

	private final String wechatPay;

	private final String prefix;

	private final HttpServer server;

	private UnaryOperator<String> target = UnaryOperator.identity();

	private UnaryOperator<byte[]> body = UnaryOperator.identity();

	private Consumer<HttpRequest.Builder> request = (request) -> {
	};

	private Predicate<String> dropped = (header) -> false;

	public TestGateway(String wechatPay, String prefix) {
		this.wechatPay = wechatPay;
		this.prefix = prefix;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		this.server.createContext("/", this::forward);
		this.server.start();
	}

	public TestGateway changingTheTarget(UnaryOperator<String> change) {
		this.target = change;
		return this;
	}

	public TestGateway changingTheBody(UnaryOperator<byte[]> change) {
		this.body = change;
		return this;
	}

	public TestGateway changingTheRequest(Consumer<HttpRequest.Builder> change) {
		this.request = change;
		return this;
	}

	public TestGateway droppingHeadersOfResponses(Predicate<String> dropped) {
		this.dropped = dropped;
		return this;
	}

	public String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + this.prefix;
	}

	private void forward(HttpExchange exchange) throws IOException {
		String received = exchange.getRequestURI().toString();
		assertThat(received).startsWith(this.prefix + "/v3/");
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create(this.wechatPay + this.target.apply(received.substring(this.prefix.length()))))
			.method(exchange.getRequestMethod(),
					HttpRequest.BodyPublishers.ofByteArray(this.body.apply(exchange.getRequestBody().readAllBytes())));
		exchange.getRequestHeaders()
			.forEach((name, values) -> values.stream()
				.filter((value) -> !SET_BY_THE_CLIENT.contains(name))
				.forEach((value) -> request.header(name, value)));
		this.request.accept(request);
		try (exchange) {
			respond(exchange, this.client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void respond(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
		response.headers().map().forEach((name, values) -> {
			if (!SET_BY_THE_CLIENT.contains(name) && !this.dropped.test(name)) {
				exchange.getResponseHeaders().put(name, List.copyOf(values));
			}
		});
		exchange.sendResponseHeaders(response.statusCode(),
				(response.body().length != 0) ? response.body().length : -1);
		exchange.getResponseBody().write(response.body());
	}

	private static Set<String> caseInsensitive(String... names) {
		Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		set.addAll(List.of(names));
		return set;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
