package io.github.wechatpayspring.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.Sensitive;
import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayAttempt;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPayKeyException;
import io.github.wechatpayspring.WechatPayLimitException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.client.resilience.CallGuards;
import io.github.wechatpayspring.client.resilience.CallOptions;
import io.github.wechatpayspring.client.resilience.CallRecord;
import io.github.wechatpayspring.client.resilience.RateLimit;
import io.github.wechatpayspring.client.resilience.RetrySettings;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import io.github.wechatpayspring.key.MerchantCredentials;
import io.github.wechatpayspring.key.RequestSigner;
import io.github.wechatpayspring.key.RsaRequestSigner;
import io.github.wechatpayspring.key.platform.PlatformKeySource;
import io.github.wechatpayspring.key.platform.PlatformKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Whatever a call ends in, the caller knows whether it may have been carried out.
 */
class OutcomeTests {

	private static final URI BASE_URL = URI.create("https://api.mch.weixin.qq.com");

	private static final CallOptions SEND = CallOptions.sending("favor-send", "1", "oUpF8", "9865000");

	private static final RetrySettings RETRY = new RetrySettings(true, 3, Duration.ofMinutes(1), Duration.ZERO,
			Duration.ZERO, 1);

	private static final RequestSigner SIGNER = new RsaRequestSigner(FakeWechatPay.MERCHANT_KEYS.getPrivate());

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private ClientHttpRequestFactory http = this.wechatPay;

	private RequestSigner signer = SIGNER;

	private PlatformKeySource platformKeys = FakeWechatPay.platformKeys();

	private Consumer<RestClient.Builder> customizer = (builder) -> {
	};

	private CallGuards guards = new CallGuards(null, RETRY, Map.of(), null);

	private int attempts;

	static Stream<Throwable> failures() {
		return Stream.of(new IllegalArgumentException("x"), new IllegalStateException("x"), new NullPointerException(),
				new StackOverflowError(), new OutOfMemoryError(), new NoClassDefFoundError(),
				new WechatPayTransportException("of another call", null, true));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void isUnknownWhenTheRequestCannotBeSignedAgain(Throwable failure) {
		this.wechatPay.answer(Answer.unsigned(502, "<html>"));
		this.signer = (message) -> {
			if (this.attempts++ > 0) {
				sneakyThrow(failure);
			}
			return SIGNER.sign(message);
		};
		WechatPayKeyException ex = failure(WechatPayKeyException.class);
		assertThat(ex).hasCause(failure).hasMessageContaining("an earlier attempt may have been carried out");
		assertUnknown(ex, 1);
		assertThat(this.wechatPay.received()).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("failures")
	void nothingWasSentWhenTheRequestCannotBeSigned(Throwable failure) {
		this.signer = (message) -> {
			sneakyThrow(failure);
			return message;
		};
		WechatPayKeyException ex = failure(WechatPayKeyException.class);
		assertThat(ex).hasCause(failure);
		assertNotSent(ex);
	}

	@Test
	@SuppressWarnings("NullAway")
	void nothingWasSentWithoutASignature() {
		this.signer = (message) -> null;
		assertNotSent(failure(WechatPayKeyException.class));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void isUnknownWhateverTheHttpClientThrows(Throwable failure) {
		this.http = failingFrom(1, failure);
		this.guards = CallGuards.none();
		WechatPayException ex = failure(WechatPayException.class);
		assertUnknown(ex, 1);
		assertThat(ex.attempts()).extracting(WechatPayAttempt::status).containsOnlyNulls();
	}

	@Test
	void keepsAnErrorAsTheCause() {
		OutOfMemoryError error = new OutOfMemoryError();
		this.http = failingFrom(1, error);
		WechatPayTransportException ex = failure(WechatPayTransportException.class);
		assertThat(ex).hasCause(error)
			.hasMessageStartingWith(
					"POST /v3/users/{openid}/coupons ended in OutOfMemoryError: the outcome is unknown");
		assertUnknown(ex, 1);
	}

	@Test
	void isUnknownWhenTheApplicationStopsBeforeTheSecondAttempt() {
		this.wechatPay.answer(Answer.unsigned(502, "<html>"));
		this.http = failingFrom(2, new IllegalStateException("Connection pool shut down"));
		assertUnknown(failure(WechatPayTransportException.class), 3);
		assertThat(this.wechatPay.received()).hasSize(1);
	}

	@Test
	void nothingWasSentWhenTheApplicationHasStopped() {
		this.http = failingFrom(1, new IllegalStateException("Connection pool shut down"));
		this.guards = CallGuards.none();
		WechatPayTransportException ex = failure(WechatPayTransportException.class);
		assertThat(ex.isOutcomeUnknown()).isFalse();
		assertThat(ex).hasMessageContaining("nothing was sent");
		assertThat(ex.outRequestNo()).isEqualTo("1");
	}

	@ParameterizedTest
	@MethodSource("failures")
	void staysASuccessWhateverAnInterceptorOfTheApplicationThrowsAfterwards(Throwable failure) {
		this.customizer = intercepting((request, body, execution) -> {
			execution.execute(request, body);
			sneakyThrow(failure);
			return null;
		});
		assertThatCode(this::send).doesNotThrowAnyException();
		assertThat(this.wechatPay.received()).hasSize(1);
	}

	@Test
	void isUnknownWhenAnInterceptorOfTheApplicationHidesThatItIs() {
		this.wechatPay.answer(Answer.unsigned(502, "<html>"));
		this.guards = CallGuards.none();
		this.customizer = intercepting((request, body, execution) -> {
			try {
				return execution.execute(request, body);
			}
			catch (WechatPayException ex) {
				throw new IOException("oh no");
			}
		});
		assertUnknown(failure(WechatPayApiException.class), 1);
	}

	@Test
	void staysKnownWhenAnInterceptorOfTheApplicationTranslatesARefusal() {
		this.wechatPay.answer(Answer.signed(403, "{\"code\":\"NOT_ENOUGH\"}"));
		this.customizer = intercepting((request, body, execution) -> {
			try {
				return execution.execute(request, body);
			}
			catch (WechatPayApiException ex) {
				throw new IllegalArgumentException(ex);
			}
		});
		WechatPayApiException ex = failure(WechatPayApiException.class);
		assertThat(ex.isOutcomeUnknown()).isFalse();
		assertThat(ex.code()).isEqualTo("NOT_ENOUGH");
		assertThat(ex.attempts()).hasSize(1);
	}

	@Test
	void isUnknownWhenAnInterceptorOfTheApplicationWouldSendAgainWhatMayHaveBeenCarriedOut() {
		this.wechatPay.answer((request) -> (this.wechatPay.received().size() == 1) ? Answer.unsigned(502, "<html>")
				: Answer.signed(403, "{\"code\":\"RULE_LIMIT\"}"));
		this.guards = CallGuards.none();
		this.customizer = intercepting((request, body, execution) -> {
			try {
				return execution.execute(request, body);
			}
			catch (WechatPayApiException ex) {
				return execution.execute(request, body);
			}
		});
		assertUnknown(failure(WechatPayApiException.class), 1);
		assertThat(this.wechatPay.received()).hasSize(1);
	}

	@Test
	void nothingWasSentWhenAnInterceptorOfTheApplicationFailsFirst() {
		this.customizer = intercepting((request, body, execution) -> {
			throw new IllegalStateException("x");
		});
		WechatPayTransportException ex = failure(WechatPayTransportException.class);
		assertThat(ex).hasMessage("POST /v3/users/{openid}/coupons ended in IllegalStateException: nothing was sent");
		assertNotSent(ex);
	}

	@Test
	void nothingWasSentWhenAnInitializerOfTheApplicationFails() {
		this.customizer = (builder) -> builder.requestInitializer((request) -> {
			throw new IllegalStateException("x");
		});
		assertNotSent(failure(WechatPayTransportException.class));
	}

	@Test
	void leavesAMistakeInTheRequestAsItIs() {
		record Person(@Sensitive String name) {
		}
		assertThatIllegalArgumentException()
			.isThrownBy(() -> client().post(SEND, Map.class, new Person("张".repeat(100)), "/v3/x"))
			.withMessageContaining("name");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nX-Other: b", "a\nb", "a\rb", "a\0b", "商户" })
	void refusesAHeaderThatCannotBeSentAsItIs(String value) {
		this.customizer = (builder) -> builder.defaultHeader("X-Shop", value);
		assertThatIllegalArgumentException().isThrownBy(this::send)
			.withMessage(
					"The request was not sent: the header X-Shop of the request holds a line break, another control character or one beyond Latin-1");
		this.customizer = (builder) -> builder.defaultHeader(value, "x");
		assertThatIllegalArgumentException().isThrownBy(this::send).withMessageNotContaining(value);
		assertThat(this.wechatPay.received()).isEmpty();
	}

	@Test
	void nothingWasSentWithoutAPlatformKey() {
		this.platformKeys = failing(() -> new WechatPayKeyException("none", null));
		assertNotSent(failure(WechatPayKeyException.class));
		this.platformKeys = failing(() -> new IllegalStateException("cannot be read"));
		assertNotSent(failure(WechatPayTransportException.class));
	}

	@Test
	void isUnknownWhenTheKeysCannotBeReadOnceTheResponseHasCome() {
		PlatformKeySource keys = FakeWechatPay.platformKeys();
		this.guards = CallGuards.none();
		this.platformKeys = failing(() -> new WechatPayKeyException("none", null), keys);
		assertUnknown(failure(WechatPaySecurityException.class), 1);
		this.platformKeys = failing(() -> new IllegalStateException("cannot be read"), keys);
		assertUnknown(failure(WechatPayTransportException.class), 1);
		this.wechatPay.answer(Answer.signed(403, "{\"code\":\"NOT_ENOUGH\"}"));
		assertUnknown(failure(WechatPayException.class), 1);
		this.platformKeys = failing(StackOverflowError::new, keys);
		assertUnknown(failure(WechatPayTransportException.class), 1);
	}

	@Test
	void doesNotSayThatNothingWasSentWhenALimitHoldsBackTheSecondAttempt() {
		this.wechatPay.answer(Answer.unsigned(502, "<html>"));
		this.guards = new CallGuards(null, RETRY, Map.of("favor-send", RateLimit.of("1/h")), Duration.ofMillis(1));
		WechatPayLimitException ex = failure(WechatPayLimitException.class);
		assertThat(ex).hasMessageStartingWith("Not sent again: more than 1/h calls of favor-send")
			.hasMessageNotContainingAny("Nothing was sent", "nothing was sent");
		assertUnknown(ex, 1);
	}

	@Test
	void doesNotSayThatNothingWasSentWhenOnlyTheLastAttemptWasNot() {
		this.wechatPay.answer(Answer.signed(429, "{\"code\":\"FREQUENCY_LIMITED\"}"));
		this.http = failingFrom(2, new ConnectException());
		WechatPayTransportException ex = failure(WechatPayTransportException.class);
		assertThat(ex.isOutcomeUnknown()).isFalse();
		assertThat(ex).hasMessageContaining("(ConnectException): this attempt was not sent")
			.hasMessageNotContaining("nothing was sent");
		assertThat(ex.attempts()).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "secret", "-1", "99999999999999999999", "" })
	void isUnknownWhenTheLengthOfTheResponseIsNone(String length) {
		this.guards = CallGuards.none();
		this.wechatPay.answer(Answer.signed("{\"secret").header("Content-Length", length));
		WechatPayException ex = failure(WechatPayException.class);
		assertUnknown(ex, 1);
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			assertThat(cause).hasMessageNotContaining("secret");
		}
	}

	@Test
	void isUnknownForAGenericCallToo() {
		this.wechatPay.answer(Answer.unsigned(502, "<html>"));
		this.http = failingFrom(2, new OutOfMemoryError());
		assertThatExceptionOfType(WechatPayTransportException.class)
			.isThrownBy(() -> restClient().post()
				.uri("/v3/x?openid=oUpF8")
				.attributes(CallOptions.idempotent())
				.retrieve()
				.toBodilessEntity())
			.withMessageStartingWith("POST /v3/x ended in OutOfMemoryError")
			.satisfies((ex) -> assertThat(ex.attempts()).hasSize(2))
			.matches(WechatPayException::isOutcomeUnknown);
	}

	@Test
	void isUnknownWhenAnInterceptorGaveUpOnAnAttemptThatGoesOn() {
		this.http = failingFrom(1, new SocketTimeoutException());
		this.guards = CallGuards.none();
		this.customizer = intercepting((request, body, execution) -> {
			CallRecord.of(request).handOver();
			throw new IllegalStateException("took too long");
		});
		WechatPayTransportException ex = failure(WechatPayTransportException.class);
		assertThat(ex.isOutcomeUnknown()).isTrue();
	}

	private void assertUnknown(WechatPayException failure, int attempts) {
		assertThat(failure.isOutcomeUnknown()).isTrue();
		assertThat(failure.attempts()).hasSize(attempts);
		assertThat(failure.outRequestNo()).isEqualTo("1");
	}

	private void assertNotSent(WechatPayException failure) {
		assertThat(failure.isOutcomeUnknown()).isFalse();
		assertThat(failure.attempts()).isEmpty();
		assertThat(failure.outRequestNo()).isEqualTo("1");
		assertThat(this.wechatPay.received()).isEmpty();
	}

	private <T extends WechatPayException> T failure(Class<T> type) {
		T failure = catchThrowableOfType(type, this::send);
		assertThat(failure).isNotNull();
		return failure;
	}

	private void send() {
		client().post(SEND, Map.class, Map.of("stock_id", "9865000"), "/v3/users/{openid}/coupons", "oUpF8");
	}

	private WechatPayClient client() {
		return new WechatPayClient(restClient(), BASE_URL, FakeWechatPay.MERCHANT_ID, null);
	}

	private RestClient restClient() {
		MerchantCredentials credentials = new MerchantCredentials(FakeWechatPay.MERCHANT_ID,
				FakeWechatPay.MERCHANT_SERIAL, this.signer);
		return new RestClientPipeline(credentials, this.platformKeys,
				new WechatPayHosts(BASE_URL, null, FakeWechatPay.CLOCK), FakeWechatPay.CLOCK)
			.build(RestClient.builder().requestFactory(this.http), this.customizer, this.guards);
	}

	private ClientHttpRequestFactory failingFrom(int attempt, Throwable failure) {
		int[] requests = new int[1];
		return new ClientHttpRequestFactory() {

			@Override
			public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
				if (++requests[0] >= attempt) {
					sneakyThrow(failure);
				}
				return OutcomeTests.this.wechatPay.createRequest(uri, method);
			}

		};
	}

	private static Consumer<RestClient.Builder> intercepting(ClientHttpRequestInterceptor interceptor) {
		return (builder) -> builder.requestInterceptor(interceptor);
	}

	private static PlatformKeySource failing(Supplier<Throwable> failure) {
		return () -> {
			sneakyThrow(failure.get());
			throw new AssertionError();
		};
	}

	// only when asked for the key of a response
	private static PlatformKeySource failing(Supplier<Throwable> failure, PlatformKeySource keys) {
		return new PlatformKeySource() {

			@Override
			public PlatformKeys current() {
				return keys.current();
			}

			@Override
			public PlatformKeys including(@Nullable String id) {
				sneakyThrow(failure.get());
				throw new AssertionError();
			}

		};
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void sneakyThrow(Throwable failure) throws T {
		throw (T) failure;
	}

}
