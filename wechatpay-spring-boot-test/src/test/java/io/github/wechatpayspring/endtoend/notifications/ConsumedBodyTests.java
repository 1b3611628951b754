package io.github.wechatpayspring.endtoend.notifications;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.endtoend.NotifiedApplication;
import io.github.wechatpayspring.endtoend.NotifiedApplication.Stack;
import io.github.wechatpayspring.simulator.CallbackReceiver;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.server.WebFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Filters of the application read the body of a notification before the endpoint can.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(120)
class ConsumedBodyTests {

	private static final String FORM = "application/x-www-form-urlencoded";

	private final WechatPaySimulator wechatPay = WechatPaySimulator.builder()
		.stocks(CouponApplication.stocks())
		.start();

	@AfterEach
	void stop() {
		this.wechatPay.close();
	}

	@ParameterizedTest
	@EnumSource(Stack.class)
	void saysThatAFilterReadTheBodyAndAsksForItAgain(Stack stack, CapturedOutput output) {
		try (NotifiedApplication application = NotifiedApplication.start(this.wechatPay, stack, List.of(),
				(stack.isReactive()) ? ReactiveFilters.class : ServletFilters.class)) {
			CallbackReceiver.Received notification = application.intercept();
			for (String filter : (stack.isReactive()) ? List.of("bytes", "form")
					: List.of("bytes", "part", "text", "form", "cached")) {
				Map<String, String> headers = Map.of("X-Filter", filter, "Content-Type",
						(filter.equals("form")) ? FORM : "application/json");
				BodyPublisher body = BodyPublishers.ofByteArray(notification.body());
				assertThat(application.postAsync(notification, headers, body).join()).as(filter)
					.returns(500, HttpResponse::statusCode);
				BodyPublisher chunked = BodyPublishers
					.ofInputStream(() -> new ByteArrayInputStream(notification.body()));
				if (!filter.equals("part")) {
					assertThat(application.postAsync(notification, headers, chunked).join()).as(filter + ", chunked")
						.returns(500, HttpResponse::statusCode);
				}
			}
			assertThat(application.listener().used()).isEmpty();
			assertThat(output)
				.contains("instead of the %d of its Content-Length".formatted(notification.body().length),
						"a filter or an interceptor of the application read or changed the body")
				.doesNotContain("the configured key is not the one of that name");
			assertThat(application.post(notification, notification.body()).statusCode()).isEqualTo(204);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class ServletFilters {

		@Bean
		Filter bodyReadingFilter() {
			return (request, response, chain) -> {
				HttpServletRequest http = (HttpServletRequest) request;
				chain.doFilter(read(http, http.getHeader("X-Filter")), response);
			};
		}

		private static HttpServletRequest read(HttpServletRequest request, String how) throws IOException {
			switch ((how != null) ? how : "") {
				case "bytes" -> request.getInputStream().readAllBytes();
				case "part" -> request.getInputStream().readNBytes(10);
				case "text" -> request.getReader().readLine();
				case "form" -> request.getParameterMap();
				case "cached" -> {
					ContentCachingRequestWrapper wrapper = new ContentCachingRequestWrapper(request, 100_000);
					wrapper.getInputStream().readAllBytes();
					return wrapper;
				}
				default -> {
				}
			}
			return request;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactiveFilters {

		@Bean
		WebFilter bodyReadingWebFilter() {
			return (exchange, chain) -> {
				String how = exchange.getRequest().getHeaders().getFirst("X-Filter");
				Mono<?> read = switch ((how != null) ? how : "") {
					case "bytes" ->
						DataBufferUtils.join(exchange.getRequest().getBody()).doOnNext(DataBufferUtils::release);
					case "form" -> exchange.getFormData();
					default -> Mono.empty();
				};
				return read.then(chain.filter(exchange));
			};
		}

	}

}
