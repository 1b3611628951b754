package io.github.wechatpayspring.diagnosis;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import javax.net.ssl.SSLSocketFactory;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import org.junit.jupiter.api.Test;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

class HostChecksTests {

	private static final ClientHttpRequestFactory NOBODY = (uri, method) -> {
		throw new IOException("planted failure");
	};

	// no name server knows it
	private static final String UNKNOWN = "https://wechatpay.invalid";

	private final FakeWechatPay wechatPay = new FakeWechatPay().answer(Answer.unsigned(401, "{}"));

	@Test
	void warnsOfWhatAProxyMakesUpFor() {
		List<DiagnosticResult> results = checks(UNKNOWN, this.wechatPay).run();
		assertThat(results).extracting(DiagnosticResult::status)
			.containsExactly(DiagnosticStatus.WARNING, DiagnosticStatus.WARNING, DiagnosticStatus.PASSED);
		assertThat(results.get(0).found().english()).startsWith("The name is not known (UnknownHostException");
		assertThat(results.get(1).found().chinese()).startsWith("握手失败");
		assertThat(results.get(0).remedy().english()).startsWith("None if the HTTP client has a proxy");
		assertThat(results.get(1).remedy().chinese()).contains("如使用了代理或自有信任证书，可忽略");
	}

	@Test
	void failsIfTheHostDoesNotAnswerEither() {
		HostChecks checks = checks(UNKNOWN, NOBODY);
		List<DiagnosticResult> results = checks.run();
		assertThat(results).allMatch(DiagnosticResult::isFailed);
		assertThat(results.get(0).remedy().english()).startsWith("Check wechatpay.client.base-url");
		assertThat(results.get(1).remedy().english()).contains("an old JDK");
		assertThat(results.get(2).found().english()).isEqualTo("No response (IOException: planted failure).");
		assertThat(results.get(2).found().chinese()).isEqualTo("没有应答（IOException: planted failure）。");
		assertThat(checks.response()).isNull();
	}

	@Test
	void asksForAPathOfApiV3WithoutSigning() {
		checks("http://127.0.0.1/gateway/", this.wechatPay).run();
		assertThat(this.wechatPay.onlyRequest().uri()).hasToString("http://127.0.0.1/gateway/v3/certificates");
		assertThat(this.wechatPay.onlyRequest().header("Authorization")).isEmpty();
	}

	@Test
	void warnsOfAGatewayThatFails() {
		this.wechatPay.answer(Answer.unsigned(502, "<html>"));
		DiagnosticResult result = checks("http://127.0.0.1", this.wechatPay).run().get(2);
		assertThat(result.status()).isEqualTo(DiagnosticStatus.WARNING);
		assertThat(result.found().english()).isEqualTo("HTTP 502.");
	}

	@Test
	void waitsForALimitedTimeWhateverTheHttpClientDoes() {
		CountDownLatch never = new CountDownLatch(1);
		DiagnosticResult result = checks("http://127.0.0.1", (uri, method) -> {
			try {
				never.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			throw new IOException("interrupted");
		}).run().get(2);
		assertThat(result.found().english()).isEqualTo("No response (TimeoutException: nothing within 1 s).");
	}

	@Test
	void tellsTheDateOfTheAnswer() {
		this.wechatPay.answer(Answer.unsigned(401, "{}").header("Date", "Fri, 20 Nov 2026 03:59:00 GMT"));
		HostChecks checks = checks("http://127.0.0.1", this.wechatPay);
		checks.run();
		assertThat(checks.response().date()).isEqualTo("2026-11-20T03:59:00Z");
		DiagnosticResult clock = ClockCheck.run(checks.response());
		assertThat(clock.status()).isEqualTo(DiagnosticStatus.PASSED);
		assertThat(clock.found().english()).isEqualTo("60 seconds ahead of the Date of the response.");
		assertThat(clock.found().chinese()).isEqualTo("本机时间比应答时间快 60 秒。");
	}

	@Test
	void takesNoDateFromAnAnswerWithoutOne() {
		for (Answer answer : List.of(Answer.unsigned(401, "{}"), Answer.unsigned(401, "{}").header("Date", "today"))) {
			this.wechatPay.answer(answer);
			HostChecks checks = checks("http://127.0.0.1", this.wechatPay);
			checks.run();
			DiagnosticResult clock = ClockCheck.run(checks.response());
			assertThat(clock.status()).isEqualTo(DiagnosticStatus.SKIPPED);
			assertThat(clock.found().english()).isEqualTo("The response has no Date.");
		}
		assertThat(ClockCheck.run(null).found().english()).isEqualTo("There is no response.");
	}

	private static HostChecks checks(String baseUrl, ClientHttpRequestFactory requests) {
		Duration timeout = Duration.ofMillis(900);
		WechatPayDiagnostics.Connection connection = new WechatPayDiagnostics.Connection(URI.create(baseUrl), null,
				timeout, timeout, () -> RestClient.builder().requestFactory(requests), (builder) -> {
				}, FakeWechatPay.CLOCK);
		return new HostChecks(connection, URI.create(baseUrl), false,
				new TlsHandshake((SSLSocketFactory) SSLSocketFactory.getDefault(), timeout, timeout));
	}

}
