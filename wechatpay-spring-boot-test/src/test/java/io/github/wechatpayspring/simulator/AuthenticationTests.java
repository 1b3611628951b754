package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

import io.github.wechatpayspring.simulator.TestClient.Authorization;
import io.github.wechatpayspring.simulator.TestClient.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class AuthenticationTests {

	private static final String LIST = "/v3/marketing/favor/users/o-1/coupons?appid=wx1&creator_mchid=1900000109&limit=5";

	private static final String MALFORMED = "Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》";

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:00:00Z"), ZoneOffset.UTC);

	private static WechatPaySimulator simulator;

	private static TestClient client;

	@BeforeAll
	static void start() {
		simulator = WechatPaySimulator.builder().appids("wx1").clock(CLOCK).start();
		client = new TestClient(simulator, CLOCK);
	}

	@AfterAll
	static void stop() {
		simulator.close();
	}

	@BeforeEach
	void reset() {
		simulator.reset();
	}

	@Test
	void respondsToARequestThatIsSigned() throws IOException {
		Reply reply = client.get(LIST);
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.verified()).isTrue();
		assertThat(reply.number()).isEqualTo("0");
	}

	@Test
	void takesTheAuthorizationFieldsInAnyOrder() throws IOException {
		Authorization authorization = client.authorization("GET", LIST, "").reversed();
		assertThat(client.send("GET", LIST, "", authorization).status()).isEqualTo(200);
	}

	@Test
	void saysWhatItVerifiedWhenTheSignatureIsWrong() throws IOException {
		Authorization authorization = client.authorization("GET", LIST + "0", "");
		Reply reply = client.send("GET", LIST, "", authorization);
		assertUnsignedRefusal(reply, "错误的签名，验签失败", "269546525");
		JsonNode detail = reply.json().path("detail");
		assertThat(detail.path("detail").path("issue").stringValue()).isEqualTo("sign not match");
		assertThat(detail.path("field").stringValue()).isEqualTo("signature");
		assertThat(detail.path("location").stringValue()).isEqualTo("authorization");
		JsonNode information = detail.path("sign_information");
		String shown = information.path("truncated_sign_message").stringValue();
		assertThat(shown).startsWith("GET\n" + LIST + "\n" + CLOCK.instant().getEpochSecond() + "\n").endsWith("\n\n");
		assertThat(information.path("sign_message_length").intValue()).isEqualTo(shown.length());
		assertThat(information.path("url").stringValue()).isEqualTo(LIST);
		assertThat(information.path("method").stringValue()).isEqualTo("GET");
		assertThat(reply.json().propertyNames()).containsExactly("code", "detail", "message");
	}

	@Test
	void countsBytesAndShowsEightCharactersOfTheBody() throws IOException {
		String path = "/v3/marketing/busifavor/product-coupons/send";
		String body = "{\"消费金\":\"券\"}";
		Authorization authorization = client.authorization("POST", path, "{}");
		JsonNode information = client.send("POST", path, body, authorization)
			.json()
			.path("detail")
			.path("sign_information");
		String shown = information.path("truncated_sign_message").stringValue();
		assertThat(shown).endsWith("\n{\"消费金\":\"\n");
		assertThat(information.path("sign_message_length").intValue()).isEqualTo(
				("POST\n" + path + "\n\n\n").length() + 10 + 32 + 1 + body.getBytes(StandardCharsets.UTF_8).length);
	}

	@ParameterizedTest
	@CsvSource({ "-301, 401", "-300, 200", "300, 200", "301, 401" })
	void keepsTheTimeWindow(long seconds, int status) throws IOException {
		Clock other = Clock.offset(CLOCK, Duration.ofSeconds(seconds));
		Authorization authorization = new TestClient(simulator, other).authorization("GET", LIST, "");
		Reply reply = client.send("GET", LIST, "", authorization);
		assertThat(reply.status()).isEqualTo(status);
		if (status != 200) {
			assertUnsignedRefusal(reply, "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟", "268573590");
		}
	}

	@Test
	void looksAtTheTimeBeforeTheSignature() throws IOException {
		Authorization authorization = client.authorization("GET", LIST, "")
			.with("timestamp", "1")
			.with("signature", "x");
		assertThat(client.send("GET", LIST, "", authorization).number()).isEqualTo("268573590");
	}

	@Test
	void refusesAnotherMerchant() throws IOException {
		Authorization authorization = client.authorization("GET", LIST, "").with("mchid", "1900000110");
		assertUnsignedRefusal(client.send("GET", LIST, "", authorization), "商户号不存在", "269546538");
	}

	@Test
	void refusesThePlatformKeyAsMerchantSerial() throws IOException {
		Authorization authorization = client.authorization("GET", LIST, "")
			.with("serial_no", simulator.merchant().platformPublicKeyId());
		assertUnsignedRefusal(client.send("GET", LIST, "", authorization), "商户证书序列号有误。请使用签名私钥匹配的证书序列号", "269546507");
	}

	@Test
	void refusesASerialNumberInLowerCase() throws IOException {
		String serial = simulator.merchant().serialNumber().toLowerCase(Locale.ROOT);
		Authorization authorization = client.authorization("GET", LIST, "").with("serial_no", serial);
		assertThat(client.send("GET", LIST, "", authorization).number()).isEqualTo("269546507");
	}

	@Test
	void refusesAnotherScheme() throws IOException {
		Authorization authorization = client.authorization("GET", LIST, "").scheme("WECHATPAY2-SM2-WITH-SM3");
		assertUnsignedRefusal(client.send("GET", LIST, "", authorization), "Http头Authorization认证类型不正确", "268443699");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mchid", "nonce_str", "signature", "timestamp", "serial_no" })
	void refusesAnAuthorizationWithoutOneOfItsFields(String field) throws IOException {
		Authorization authorization = client.authorization("GET", LIST, "").without(field);
		assertUnsignedRefusal(client.send("GET", LIST, "", authorization), MALFORMED, "268443699");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer abc", "WECHATPAY2-SHA256-RSA2048", "WECHATPAY2-SHA256-RSA2048 mchid=1,nonce_str=2",
			"WECHATPAY2-SHA256-RSA2048 mchid=\"1\",mchid=\"1\",nonce_str=\"2\",signature=\"3\",timestamp=\"4\",serial_no=\"5\"",
			"WECHATPAY2-SHA256-RSA2048 mchid=\"1\", nonce_str=\"2\", signature=\"3\", timestamp=\"4\", serial_no=\"5\"",
			"WECHATPAY2-SHA256-RSA2048 mchid=\"1\",nonce_str=\"2\",signature=\"3\",timestamp=\"now\",serial_no=\"5\"" })
	void refusesAnAuthorizationThatCannotBeRead(String header) throws IOException {
		Reply reply = client.exchange(client.request("GET", LIST, "", client.authorization("GET", LIST, ""))
			.setHeader("Authorization", header));
		assertUnsignedRefusal(reply, MALFORMED, "268443699");
		assertThat(reply.json().has("detail")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Accept: application/json", "User-Agent: test" })
	void refusesARequestWithoutAcceptOrUserAgentBeforeItLooksAtTheAuthorization(String header) throws IOException {
		assertThat(raw("GET " + LIST + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\nConnection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 400")
			.contains("\"INVALID_REQUEST\"", "Http头缺少Accept或User-Agent")
			.doesNotContain("Wechatpay-Signature");
	}

	@Test
	void refusesARequestWithoutAuthorization() throws IOException {
		assertThat(raw(
				"GET " + LIST + " HTTP/1.1\r\nHost: x\r\nAccept: */*\r\nUser-Agent: test\r\nConnection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 401")
			.contains("\"SIGN_ERROR\"", MALFORMED);
	}

	@Test
	void respondsToTwoAuthorizationsLikeAWebServer() throws IOException {
		assertThat(raw("GET " + LIST
				+ " HTTP/1.1\r\nHost: x\r\nAuthorization: a\r\nAuthorization: b\r\nConnection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 400")
			.contains("text/html", "nginx");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /v3/nowhere, 404", "GET, //v3/marketing/favor/users/o-1/coupons, 404",
			"GET, /v3/marketing/favor/users/a/b/coupons, 404", "PUT, /v3/marketing/favor/users/o-1/coupons, 405",
			"GET, /v3/multiuse/users/o-1/coupons, 405" })
	void respondsToAWrongPathOrMethodWithNothing(String method, String path, int status) throws IOException {
		Reply reply = client.send(method, path, "", client.authorization(method, path, ""));
		assertThat(reply.status()).isEqualTo(status);
		assertThat(reply.body()).isEmpty();
		assertThat(reply.header("Wechatpay-Signature")).isEmpty();
	}

	@Test
	void writesTheHeadersAsWeChatPayDoes() throws IOException {
		Authorization authorization = client.authorization("GET", LIST, "");
		String response = raw(
				"GET " + LIST + " HTTP/1.1\r\nHost: x\r\nAccept: */*\r\nUser-Agent: test\r\nAuthorization: "
						+ authorization + "\r\n\r\n",
				"\r\n\r\n");
		String head = response.substring(0, response.indexOf("\r\n\r\n"));
		assertThat(head.lines().skip(1).map((line) -> line.substring(0, line.indexOf(':')))).containsExactly("Server",
				"Date", "Content-Type", "Content-Length", "Connection", "Keep-Alive", "Cache-Control",
				"X-Content-Type-Options", "Request-ID", "Content-Language", "Wechatpay-Nonce", "Wechatpay-Signature",
				"Wechatpay-Timestamp", "Wechatpay-Serial", "Wechatpay-Signature-Type");
		assertThat(head).contains("\r\nServer: nginx\r\n", "\r\nDate: Sat, 21 Nov 2026 03:00:00 GMT\r\n",
				"\r\nContent-Type: application/json; charset=utf-8\r\n", "\r\nKeep-Alive: timeout=8\r\n",
				"\r\nWechatpay-Serial: " + simulator.merchant().platformPublicKeyId() + "\r\n");
	}

	@Test
	void signsTheBytesOfThePathAsTheyAreOnTheWire() throws IOException {
		String target = "/v3/marketing/favor/users/o%2F..%2F%C3%A9%20+%3F%25/coupons?appid=wx1&creator_mchid=1";
		assertThat(client.get(target).status()).isEqualTo(200);
		assertThat(simulator.requests()).last().satisfies((request) -> {
			assertThat(request.target()).isEqualTo(target);
			assertThat(request.header("AUTHORIZATION")).contains("nonce_str");
		});
	}

	private static void assertUnsignedRefusal(Reply reply, String message, String number) {
		assertThat(reply.status()).isEqualTo(401);
		assertThat(reply.code()).isEqualTo("SIGN_ERROR");
		assertThat(reply.message()).isEqualTo(message);
		assertThat(reply.number()).isEqualTo(number);
		assertThat(reply.header("Wechatpay-Signature")).isEmpty();
		assertThat(simulator.requests()).last().satisfies((request) -> {
			assertThat(request.status()).isEqualTo(401);
			assertThat(request.processed()).isFalse();
		});
	}

	private static String raw(String request) throws IOException {
		return raw(request, "");
	}

	private static String raw(String request, String end) throws IOException {
		URI uri = URI.create(simulator.baseUrl());
		try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
			StringBuilder response = new StringBuilder();
			byte[] buffer = new byte[65536];
			int count = socket.getInputStream().read(buffer);
			while (count >= 0) {
				response.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
				if (!end.isEmpty() && response.indexOf(end) >= 0) {
					break;
				}
				count = socket.getInputStream().read(buffer);
			}
			return response.toString();
		}
	}

}
