package io.github.wechatpayspring.client.customizer;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.client.resilience.CallGuards;
import io.github.wechatpayspring.client.resilience.CallOptions;
import io.github.wechatpayspring.client.resilience.RetrySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.support.HttpRequestWrapper;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.web.client.ApiVersionInserter;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What a customizer of the application can do to calls, and what it cannot.
 */
class CustomizedAttemptsTests {

	private static final String PATH = "/v3/marketing/favor/users/o1/coupons";

	private final FakeWechatPay wechatPay = new FakeWechatPay()
		.answer((request) -> Answer.signed("{\"coupon_id\":\"1\"}"));

	@Test
	void addHeadersAndCookies() {
		send((builder) -> builder.defaultHeader("X-Default", "1")
			.defaultCookie("route", "2")
			.requestInitializer((request) -> request.getHeaders().set("X-Initialized", "3"))
			.requestInterceptor(setting("X-Intercepted", "4")));
		FakeWechatPay.Received received = this.wechatPay.onlyRequest();
		assertThat(received.header("X-Default")).isEqualTo("1");
		assertThat(received.header("Cookie")).isEqualTo("route=2");
		assertThat(received.header("X-Initialized")).isEqualTo("3");
		assertThat(received.header("X-Intercepted")).isEqualTo("4");
	}

	@ParameterizedTest
	@MethodSource
	void cannotSetHeadersThatACallDependsOn(Consumer<RestClient.Builder> customizer) {
		send((builder) -> {
		});
		send(customizer);
		HttpHeaders plain = this.wechatPay.received().get(0).headers();
		FakeWechatPay.Received received = this.wechatPay.received().get(1);
		assertThat(received.isSignedFor(PATH)).isTrue();
		assertThat(received.headers().headerNames()).containsExactlyInAnyOrderElementsOf(plain.headerNames());
		for (String name : plain.headerNames()) {
			assertThat(received.headers().get(name)).as(name).hasSize(1);
			if (!HttpHeaders.AUTHORIZATION.equals(name)) {
				assertThat(received.headers().get(name)).isEqualTo(plain.get(name));
			}
		}
	}

	static Stream<Consumer<RestClient.Builder>> cannotSetHeadersThatACallDependsOn() {
		List<String> names = List.of("Authorization", "authorization", "Wechatpay-Serial", "WECHATPAY-SIGNATURE-TYPE",
				"Content-Type", "Accept", "Accept-Encoding", "Host", "Content-Length", "Transfer-Encoding",
				"Content-Encoding", "Expect", "If-None-Match", "Range");
		return names.stream()
			.flatMap((name) -> Stream.of((builder) -> builder.defaultHeader(name, "1"),
					(builder) -> builder.requestInitializer((request) -> request.getHeaders().add(name, "1")),
					(builder) -> builder.requestInterceptor(setting(name, "1"))));
	}

	@Test
	void haveNoOtherEffect() {
		send((builder) -> builder.baseUrl("https://elsewhere.example.com").requestFactory((uri, method) -> {
			throw new IOException("another request factory");
		})
			.configureMessageConverters((converters) -> converters.registerDefaults()
				.withJsonConverter(new JacksonJsonHttpMessageConverter()))
			.defaultStatusHandler((status) -> true, (request, response) -> {
				throw new IllegalStateException("another status handler");
			})
			.defaultRequest((request) -> request.headers((headers) -> headers.setBearerAuth("token")))
			.defaultApiVersion("7")
			.apiVersionInserter(ApiVersionInserter.usePathSegment(0))
			.bufferContent((uri, method) -> {
				throw new IllegalStateException("buffered");
			}));
		FakeWechatPay.Received received = this.wechatPay.onlyRequest();
		assertThat(received.uri()).isEqualTo(URI.create("https://api.mch.weixin.qq.com" + PATH));
		assertThat(received.isSignedFor(PATH)).isTrue();
		assertThat(received.body()).isEqualTo("{\"out_request_no\":\"n1\"}");
	}

	@Test
	void cannotSendTwice() {
		AtomicInteger refused = new AtomicInteger();
		send((builder) -> builder.requestInterceptor((request, body, execution) -> {
			execution.execute(request, body).close();
			try {
				return execution.execute(request, body);
			}
			catch (IllegalStateException ex) {
				assertThat(ex).hasMessageStartingWith("The request was sent already: ")
					.hasMessageContaining("WechatPayRestClientCustomizer");
				refused.incrementAndGet();
				throw ex;
			}
		}));
		assertThat(this.wechatPay.received()).hasSize(1);
		assertThat(refused).hasValue(1);
	}

	@Test
	void cannotTurnSuccessIntoFailure() {
		send((builder) -> builder.requestInterceptor((request, body, execution) -> {
			execution.execute(request, body).close();
			throw new IllegalStateException("after the response");
		}));
		send((builder) -> builder.requestInterceptor((request, body, execution) -> {
			execution.execute(request, body).close();
			return new MockClientHttpResponse("{\"coupon_id\":\"forged\"}".getBytes(), 200);
		}));
		assertThat(this.wechatPay.received()).hasSize(2);
	}

	@Test
	void cannotTurnFailureIntoSuccess() {
		this.wechatPay.answer(Answer.signed(503, "{}"));
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> send((builder) -> builder.requestInterceptor((request, body, execution) -> {
				try {
					return execution.execute(request, body);
				}
				catch (WechatPayApiException ex) {
					return new MockClientHttpResponse("{\"coupon_id\":\"1\"}".getBytes(), 200);
				}
			})))
			.matches((ex) -> ex.statusCode() == 503)
			.matches(WechatPayApiException::isOutcomeUnknown);
	}

	@Test
	void cannotRespondThemselves() {
		assertThat(notSent((builder) -> builder.requestInterceptor(
				(request, body, execution) -> new MockClientHttpResponse("{\"coupon_id\":\"1\"}".getBytes(), 200))))
			.isInstanceOf(IllegalStateException.class)
			.hasMessageStartingWith("Nothing was sent: ");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@Test
	void mayRefuseToSend() {
		assertThat(notSent((builder) -> builder.requestInterceptor((request, body, execution) -> {
			throw new UnsupportedOperationException("not today");
		}))).isInstanceOf(UnsupportedOperationException.class);
		assertThat(notSent((builder) -> builder.requestInterceptor((request, body, execution) -> {
			throw new IOException("a file of the application");
		}))).hasMessageStartingWith("Nothing was sent: ").hasCauseInstanceOf(IOException.class);
		assertThat(notSent((builder) -> builder.requestInitializer((request) -> {
			try {
				request.execute();
			}
			catch (IOException ex) {
				throw new AssertionError(ex);
			}
		}))).hasMessageContaining("may only set headers");
	}

	@ParameterizedTest
	@MethodSource
	void cannotChangeWhatIsSent(ClientHttpRequestInterceptor interceptor) {
		assertThat(notSent((builder) -> builder.requestInterceptor(interceptor)))
			.hasMessageStartingWith("Nothing was sent: ")
			.hasMessageContaining("changed the ");
	}

	static Stream<ClientHttpRequestInterceptor> cannotChangeWhatIsSent() {
		return Stream.of((request, body, execution) -> execution.execute(request, "{}".getBytes()),
				(request, body, execution) -> {
					body[2] = 'x';
					return execution.execute(request, body);
				}, (request, body, execution) -> execution.execute(new HttpRequestWrapper(request) {
					@Override
					public HttpMethod getMethod() {
						return HttpMethod.PUT;
					}
				}, body), (request, body, execution) -> execution.execute(new HttpRequestWrapper(request) {
					@Override
					public URI getURI() {
						return URI.create("https://api.mch.weixin.qq.com/v3/elsewhere");
					}
				}, body));
	}

	@Test
	void leaveTheOutcomeUnknownIfTheyDoNotWait() throws Exception {
		CountDownLatch abandoned = new CountDownLatch(1);
		CountDownLatch sent = new CountDownLatch(1);
		this.wechatPay.answer((request) -> {
			sent.countDown();
			try {
				abandoned.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return Answer.signed("{\"coupon_id\":\"1\"}");
		});
		assertThatExceptionOfType(WechatPayTransportException.class)
			.isThrownBy(() -> send((builder) -> builder.requestInterceptor((request, body, execution) -> {
				new Thread(() -> {
					try {
						execution.execute(request, body);
					}
					catch (IOException ex) {
						throw new IllegalStateException(ex);
					}
				}).start();
				try {
					sent.await();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
				throw new IllegalStateException("too slow");
			})))
			.matches(WechatPayTransportException::isOutcomeUnknown);
		abandoned.countDown();
	}

	@Test
	void runInEachAttemptAnew() {
		this.wechatPay.answer((request) -> (this.wechatPay.received().size() < 3) ? Answer.signed(503, "{}")
				: Answer.signed("{\"coupon_id\":\"1\"}"));
		RetrySettings retry = new RetrySettings(true, 4, Duration.ofMinutes(1), Duration.ofMillis(1),
				Duration.ofMillis(1), 1);
		RestClient client = FakeWechatPay.pipeline(URI.create("https://api.mch.weixin.qq.com"))
			.build(RestClient.builder().requestFactory(this.wechatPay),
					(builder) -> builder.requestInterceptor((request, body, execution) -> {
						request.getHeaders().add("X-Attempt", "1");
						request.getAttributes().clear();
						return execution.execute(request, body);
					}), new CallGuards(null, retry, Map.of(), null));
		assertThat(client.post()
			.uri(PATH)
			.attributes(CallOptions.idempotent())
			.body(new Body("n1"))
			.retrieve()
			.body(Answered.class)).isEqualTo(new Answered("1"));
		assertThat(this.wechatPay.received()).hasSize(3)
			.allSatisfy((request) -> assertThat(request.headers().get("X-Attempt")).containsExactly("1"));
	}

	private Throwable notSent(Consumer<RestClient.Builder> customizer) {
		WechatPayTransportException failure = catchThrowableOfType(WechatPayTransportException.class,
				() -> send(customizer));
		assertThat(failure).isNotNull();
		assertThat(failure.isOutcomeUnknown()).isFalse();
		assertThat(failure).hasMessageEndingWith("nothing was sent");
		assertThat(this.wechatPay.received()).isEmpty();
		return failure.getCause();
	}

	private void send(Consumer<RestClient.Builder> customizer) {
		assertThat(this.wechatPay.restClient(customizer)
			.post()
			.uri(PATH)
			.body(new Body("n1"))
			.retrieve()
			.body(Answered.class)).isEqualTo(new Answered("1"));
	}

	private static ClientHttpRequestInterceptor setting(String name, String value) {
		return (request, body, execution) -> {
			request.getHeaders().add(name, value);
			return execution.execute(request, body);
		};
	}

	record Body(String outRequestNo) {

	}

	record Answered(String couponId) {

	}

}
