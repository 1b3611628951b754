package io.github.wechatpayspring.client.error;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.mock.http.client.MockClientHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

class SignInformationTests {

	private static final String TARGET = "/v3/marketing/favor/users/oUpF8%2F/coupons?a=%7B";

	private static final String BODY = "{\"消费金额\":1}";

	@Test
	void blamesTheKeyIfTheTextIsTheSame() {
		assertThat(explain("POST", TARGET, BODY)).startsWith("WeChat Pay verified the very text that was signed")
			.contains("wechatpay.merchant-private-key", "wechatpay.merchant-serial-number", "不属于同一张证书");
	}

	@Test
	void blamesTheKeyForARequestWithoutBody() {
		assertThat(explain(new MockClientHttpRequest(HttpMethod.GET, uri(TARGET)), "", "GET", TARGET, ""))
			.startsWith("WeChat Pay verified the very text that was signed");
	}

	@Test
	void namesTheMethodIfItDiffers() {
		assertThat(explain("PUT", TARGET, BODY)).startsWith("WeChat Pay received another method than was signed:")
			.contains("gateway or proxy", "请求方法与签名时不一致");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v3/marketing/favor/users/oUpF8//coupons?a=%7B",
			"/v3/marketing/favor/users/oUpF8%2F/coupons?a={", "/v3/marketing/favor/users/oUpF8%2F/coupons",
			"/gateway" + TARGET, "/coupons?a=%7B", "" })
	void namesPathOrQueryIfTheyDiffer(String url) {
		assertThat(explain("POST", url, BODY)).startsWith("WeChat Pay received another path or query than was signed:")
			.contains("路径或参数与签名时不一致");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{\"消费金额\":2 }", "{\"消费金\": 1}" })
	void namesTheBodyIfItDiffers(String body) {
		assertThat(explain("POST", TARGET, body))
			.startsWith("WeChat Pay received another body than was signed (%d bytes instead of %d):"
				.formatted(bytes(body).length, bytes(BODY).length))
			.contains("请求体与签名时不一致");
	}

	@Test
	void takesACharacterThatWasCutInHalfForTheSame() {
		String shown = "POST\n" + TARGET + "\n1554208460\nN\n";
		long length = bytes(shown + BODY + "\n").length;
		assertThat(new SignInformation("POST", TARGET, length, shown + "{\"消\uFFFD\uFFFD\n").explain(request(),
				bytes(BODY)))
			.startsWith("WeChat Pay verified the very text that was signed");
	}

	@Test
	void showsNothingOfRequestAndText() {
		assertThat(explain("POST", TARGET, BODY) + explain("POST", TARGET, "[]") + explain("POST", "/v3/oUpF8", BODY))
			.doesNotContain("oUpF8", "消费金", "[]", "{");
		assertThat(new SignInformation("GET", "/v3/oUpF8", 1, "oUpF8")).hasToString("SignInformation[length=1]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "POST\n/v3/x\n1\nN", "no lines" })
	void saysNothingIfTheTextIsNotOne(String shown) {
		assertThat(new SignInformation("POST", TARGET, 10, shown).explain(request(), new byte[0])).isNull();
	}

	private static String explain(String method, String url, String body) {
		return explain(request(), BODY, method, url, body);
	}

	private static String explain(MockClientHttpRequest request, String sent, String method, String url, String body) {
		String lines = method + "\n" + url + "\n1554208460\n593BEC0C930BF1AFEB40B4A08C8FB242\n";
		String shown = lines + body.substring(0, Math.min(8, body.length())) + "\n";
		return new SignInformation(method, url, bytes(lines + body + "\n").length, shown).explain(request, bytes(sent));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static MockClientHttpRequest request() {
		return new MockClientHttpRequest(HttpMethod.POST, uri("/gateway" + TARGET));
	}

	private static URI uri(String path) {
		return URI.create("https://gateway.example.com" + path);
	}

}
