package io.github.wechatpayspring.sample.pages.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Properties;

import io.github.wechatpayspring.sample.PageClient;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.autoconfigure.AutoConfigureWechatPaySimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "sample.tour=false")
@AutoConfigureWechatPaySimulator
class SecurityTests {

	@LocalServerPort
	private int port;

	@Autowired
	private WechatPaySimulator wechatPay;

	@ParameterizedTest
	@ValueSource(strings = { "/", "/batch", "/wallet" })
	void runsAndLoadsNothingButItsOwn(String path) {
		HttpResponse<String> answer = new PageClient(this.port).get(path);
		assertThat(answer.headers().firstValue("Content-Security-Policy")).get()
			.asString()
			.startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
			.doesNotContain("unsafe");
		assertThat(answer.body()).doesNotContain(" style=", "<style", " onclick", "javascript:", "https://")
			.doesNotContainPattern("<script(?![^>]*src)");
	}

	@Test
	void refusesAFormWithoutTheTokenOfItsPage() {
		assertThat(new PageClient(this.port)
			.postWithoutToken("/", Map.of("kind", "FAVOR", "openid", "o", "stockId", "9865000", "outRequestNo", "1"))
			.statusCode()).isEqualTo(403);
		assertThat(this.wechatPay.requests()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "application/json, 201", "text/plain, 403", "application/x-www-form-urlencoded, 403" })
	void takesWithoutTokenOnlyWhatAFormOfAnotherSiteCannotSend(String contentType, int status) throws Exception {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.port + "/users/oUpF8u/coupons/cash"))
			.header("Content-Type", contentType)
			.POST(HttpRequest.BodyPublishers.ofString("{}"))
			.build();
		assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(status);
	}

	@Test
	void leavesNotificationsToTheirSignature() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/wechatpay/notify"))
			.header("Content-Type", "application/json")
			.header("X-Forwarded-For", "203.0.113.7")
			.POST(HttpRequest.BodyPublishers.ofString("{}"))
			.build();
		assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body()).contains("FAIL");
	}

	@Test
	void keepsAPageFromWhoComesThroughAProxy() {
		HttpResponse<String> answer = new PageClient(this.port).get("/", "X-Forwarded-For", "203.0.113.7");
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body()).contains("sample.remote-access=true");
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, localhost, true", "127.0.0.1, 127.0.0.1, true", "::1, [::1], true",
			"192.0.2.1, localhost, false", "127.0.0.1, rebound.example, false", "192.0.2.1, 192.0.2.2, false" })
	void knowsWhoSitsAtThisMachine(String address, String name, boolean here) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr(address);
		request.setServerName(name);
		assertThat(new LocalAccess().authorize(() -> null, new RequestAuthorizationContext(request)).isGranted())
			.isEqualTo(here);
	}

	@ParameterizedTest
	@CsvSource({ "zh-CN, zh-CN, 发一张券", "en-US, en, Issue a coupon", "fr, en, Issue a coupon" })
	void speaksTheLanguageOfTheBrowser(String accepted, String language, String heading) {
		assertThat(new PageClient(this.port).page("/", "Accept-Language", accepted))
			.contains("<html lang=\"" + language + "\"", "<h1>" + heading + "</h1>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "shell", "console", "batch", "wallet", "wire" })
	void hasEachTextInBothLanguages(String bundle) throws IOException {
		Properties english = PropertiesLoaderUtils
			.loadProperties(new ClassPathResource("i18n/" + bundle + ".properties"));
		Properties chinese = PropertiesLoaderUtils
			.loadProperties(new ClassPathResource("i18n/" + bundle + "_zh.properties"));
		assertThat(chinese.keySet()).isEqualTo(english.keySet());
	}

}
