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

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.RecordedRequest;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls by way of a gateway that strips a prefix off the path, which thus is not signed.
 */
class GatewayPrefixTests {

	private static final String PREFIX = "/gateway/wechat%20pay";

	private static final Set<String> SET_BY_THE_CLIENT = caseInsensitive("Connection", "Content-Length", "Host",
			"Transfer-Encoding");

	private final WechatPaySimulator wechatPay = WechatPaySimulator.builder()
		.stocks(CouponApplication.stocks())
		.start();

	private final HttpClient client = HttpClient.newHttpClient();

	private HttpServer gateway;

	@BeforeEach
	void startGateway() throws IOException {
		this.gateway = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		this.gateway.createContext("/", this::forward);
		this.gateway.start();
	}

	@AfterEach
	void stop() {
		this.gateway.stop(0);
		this.wechatPay.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/" })
	void signsWhatArrivesBehindTheGateway(String end) {
		String openid = "o/../é +?%";
		String baseUrl = "http://127.0.0.1:" + this.gateway.getAddress().getPort() + PREFIX + end;
		try (ConfigurableApplicationContext application = CouponApplication.start(this.wechatPay,
				"wechatpay.client.base-url=" + baseUrl)) {
			for (Call call : Call.values()) {
				call.make(application, call.givesACoupon() ? openid : CouponApplication.OPENID, "1");
			}
		}
		assertThat(this.wechatPay.requests()).hasSize(Call.values().length)
			.allSatisfy((request) -> assertThat(request.status()).isEqualTo(200))
			.extracting(RecordedRequest::path)
			.allSatisfy((path) -> assertThat(path).startsWith("/v3/"));
		assertThat(this.wechatPay.issuedCoupons()).hasSize(4)
			.extracting(IssuedCoupon::openid)
			.allSatisfy((user) -> assertThat(user).isEqualTo(openid));
	}

	private void forward(HttpExchange exchange) throws IOException {
		String target = exchange.getRequestURI().toString();
		assertThat(target).startsWith(PREFIX + "/v3/");
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create(this.wechatPay.baseUrl() + target.substring(PREFIX.length())))
			.method(exchange.getRequestMethod(),
					HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
		exchange.getRequestHeaders()
			.forEach((name, values) -> values.stream()
				.filter((value) -> !SET_BY_THE_CLIENT.contains(name))
				.forEach((value) -> request.header(name, value)));
		try {
			HttpResponse<byte[]> response = this.client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
			response.headers().map().forEach((name, values) -> {
				if (!SET_BY_THE_CLIENT.contains(name)) {
					exchange.getResponseHeaders().put(name, values);
				}
			});
			exchange.sendResponseHeaders(response.statusCode(), response.body().length);
			exchange.getResponseBody().write(response.body());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			exchange.close();
		}
	}

	private static Set<String> caseInsensitive(String... names) {
		Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		set.addAll(List.of(names));
		return set;
	}

}
