package io.github.wechatpayspring.diagnosis;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

class CustomizerCheckTests {

	@Test
	void saysNothingOfHarmlessCustomizers() {
		assertThat(run((builder) -> {
		})).isEmpty();
		assertThat(
				run((builder) -> builder.defaultHeader("X-Shop", "1").requestInterceptor((request, body, execution) -> {
					request.getHeaders().add("X-Trace", "1");
					return execution.execute(request, body);
				})))
			.isEmpty();
	}

	@ParameterizedTest
	@MethodSource
	void saysWhatInterferes(Consumer<RestClient.Builder> customizer, DiagnosticStatus status, String english,
			String chinese) {
		assertThat(run(customizer)).singleElement().satisfies((result) -> {
			assertThat(result.status()).isEqualTo(status);
			assertThat(result.found().english()).contains(english);
			assertThat(result.found().chinese()).contains(chinese);
			assertThat(result.remedy()).isNotNull();
		});
	}

	static Stream<Arguments> saysWhatInterferes() {
		return Stream.of(
				of((builder) -> builder.defaultHeader("Authorization", "Bearer token"), DiagnosticStatus.WARNING,
						"headers that belong to the starter", "请求头"),
				of((builder) -> builder.requestInitializer((request) -> request.getHeaders().setBearerAuth("token")),
						DiagnosticStatus.WARNING, "headers that belong to the starter", "请求头"),
				of((builder) -> builder.requestInterceptor((request, body, execution) -> {
					execution.execute(request, body).close();
					return execution.execute(request, body);
				}), DiagnosticStatus.WARNING, "sends the request again", "重复发送"),
				of((builder) -> builder.requestInterceptor((request, body, execution) -> {
					execution.execute(request, body).close();
					throw new IllegalStateException();
				}), DiagnosticStatus.WARNING, "fails after the response", "收到应答后"),
				of((builder) -> builder
					.requestInterceptor((request, body, execution) -> new MockClientHttpResponse(new byte[0], 200)),
						DiagnosticStatus.FAILED, "responds itself", "自行应答"),
				of((builder) -> builder
					.requestInterceptor((request, body, execution) -> execution.execute(request, new byte[0])),
						DiagnosticStatus.FAILED, "changes method, URI or body", "改动"),
				of((builder) -> builder.requestInterceptor((request, body, execution) -> {
					throw new IllegalStateException("No instances available");
				}), DiagnosticStatus.FAILED, "fails, so nothing is sent", "抛出异常"), of((builder) -> {
					throw new IllegalStateException();
				}, DiagnosticStatus.FAILED, "fails, so nothing is sent", "抛出异常"));
	}

	private static Arguments of(Consumer<RestClient.Builder> customizer, DiagnosticStatus status, String english,
			String chinese) {
		return Arguments.of(customizer, status, english, chinese);
	}

	private static List<DiagnosticResult> run(Consumer<RestClient.Builder> customizer) {
		return CustomizerCheck
			.run(new WechatPayDiagnostics.Connection(URI.create("https://api.mch.weixin.qq.com"), null,
					Duration.ofSeconds(5), Duration.ofSeconds(5), RestClient::builder, customizer, Clock.systemUTC()));
	}

}
