package io.github.wechatpayspring.client.resilience;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import javax.net.ssl.SSLHandshakeException;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.FakeWechatPay.Received;
import io.github.wechatpayspring.MutableClock;
import io.github.wechatpayspring.Sensitive;
import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.WechatPayAttempt;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPayLimitException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.client.RestClientPipeline;
import io.github.wechatpayspring.client.WechatPayClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link RetryInterceptor}, and for what it does in a whole pipeline.
 */
class RetryInterceptorTests {

	private static final URI BASE_URL = URI.create("https://api.mch.weixin.qq.com");

	private static final RetrySettings SETTINGS = new RetrySettings(true, 3, Duration.ofSeconds(30),
			Duration.ofMillis(1), Duration.ofMillis(2), 1);

	private static final CallOptions SEND = CallOptions.sending("favor-send", "1", "oUpF8", "9865000");

	private final Script script = new Script();

	@ParameterizedTest
	@MethodSource("failuresWorthRepeating")
	void repeatsWhatMayGoAwayAndIsIdempotent(Object failure) {
		this.script.then(failure).then(success());
		assertThat(send(client(SETTINGS))).isEqualTo("9867041");
		assertThat(this.script.received).hasSize(2);
	}

	static List<Object> failuresWorthRepeating() {
		return List.of(new ConnectException(), new UnknownHostException(), new SocketException("Connection reset"),
				new SocketTimeoutException(), Answer.signed(202, "{}"), Answer.signed(429, "{}"),
				Answer.signed(500, "{}"), Answer.unsigned(502, "<html>"), Answer.unsigned(503, ""),
				Answer.unsigned(504, ""), Answer.signed(400, "{\"code\":\"SYSTEM_ERROR\"}"),
				Answer.unsigned(200, "{\"coupon_id\":\"1\"}"), forged(200), forged(403));
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404, 405 })
	void neverRepeatsWhatWasRefused(int status) {
		this.script.then(Answer.signed(status, "{\"code\":\"X\",\"message\":\"x\"}"));
		WechatPayApiException failure = catchThrowableOfType(WechatPayApiException.class, () -> send(client(SETTINGS)));
		assertThat(failure.attempts()).singleElement().satisfies((attempt) -> {
			assertThat(attempt.host()).isEqualTo("api.mch.weixin.qq.com");
			assertThat(attempt.status()).isEqualTo(status);
			assertThat(attempt.failure()).isEqualTo("X");
		});
		assertThat(failure.isOutcomeUnknown()).isFalse();
		assertThat(failure.outRequestNo()).isEqualTo("1");
	}

	@Test
	void signsEachAttemptAnewAndSendsTheVerySameBody() {
		this.script.then(Answer.signed(500, "{}")).then(new SocketException()).then(success());
		client(SETTINGS).post(SEND, Coupon.class, new Person("张三"), "/v3/x");
		List<Received> requests = this.script.received;
		assertThat(requests).hasSize(3).allMatch((request) -> request.isSignedFor("/v3/x"));
		assertThat(requests.stream().map(Received::body).distinct()).singleElement().asString().doesNotContain("张三");
		assertThat(requests.stream().map((request) -> request.authorization().get("nonce_str")))
			.doesNotHaveDuplicates();
		assertThat(requests.stream().map((request) -> request.header("Wechatpay-Serial")))
			.containsOnly(FakeWechatPay.PLATFORM_KEY_ID);
	}

	@Test
	void givesUpAfterTheLastAttemptAndTellsWhatItTried() {
		this.script.then(new SocketTimeoutException()).then(Answer.signed(429, "{\"code\":\"FREQUENCY_LIMITED\"}"));
		this.script.then(new ConnectException());
		WechatPayTransportException failure = catchThrowableOfType(WechatPayTransportException.class,
				() -> send(client(SETTINGS)));
		assertThat(failure.attempts()).extracting(WechatPayAttempt::status, WechatPayAttempt::failure)
			.containsExactly(tuple(null, "SocketTimeoutException"), tuple(429, "FREQUENCY_LIMITED"),
					tuple(null, "ConnectException"));
		assertThat(failure.isOutcomeUnknown()).as("the first attempt may have been carried out").isTrue();
		assertThat(failure).hasMessageContaining("an earlier attempt may have been carried out")
			.hasMessageContaining("[attempts: api.mch.weixin.qq.com: SocketTimeoutException after ");
	}

	@Test
	void knowsThatNothingWasIssuedWhenNoAttemptWentThrough() {
		this.script.then(new ConnectException()).then(new ConnectException()).then(new ConnectException());
		WechatPayTransportException failure = catchThrowableOfType(WechatPayTransportException.class,
				() -> send(client(SETTINGS)));
		assertThat(failure.isOutcomeUnknown()).isFalse();
		assertThat(failure.attempts()).hasSize(3);
	}

	@Test
	void doesNotTakeALaterRefusalForProofThatNothingWasIssued() {
		this.script.then(new SocketTimeoutException()).then(Answer.signed(403, "{\"code\":\"RULE_LIMIT\"}"));
		WechatPayApiException failure = catchThrowableOfType(WechatPayApiException.class, () -> send(client(SETTINGS)));
		assertThat(failure.code()).isEqualTo("RULE_LIMIT");
		assertThat(failure.isOutcomeUnknown()).isTrue();
	}

	@Test
	void tellsWhichAnswersWereNotTrusted() {
		this.script.then(forged(200)).then(forged(200)).then(forged(200));
		WechatPaySecurityException failure = catchThrowableOfType(WechatPaySecurityException.class,
				() -> send(client(SETTINGS)));
		assertThat(failure.attempts()).hasSize(3)
			.extracting(WechatPayAttempt::failure)
			.containsOnly("SIGNATURE_MISMATCH");
	}

	@Test
	void repeatsNothingWhenItIsSwitchedOff() {
		this.script.then(new ConnectException());
		assertThatExceptionOfType(WechatPayTransportException.class)
			.isThrownBy(() -> send(client(RetrySettings.disabled())));
		assertThat(this.script.received).hasSize(1);
	}

	@Test
	void repeatsNothingForAClientThatDoesNotWantIt() {
		this.script.then(Answer.signed(500, "{}"));
		assertThatExceptionOfType(WechatPayApiException.class).isThrownBy(() -> send(client(SETTINGS).withoutRetry()));
		assertThat(this.script.received).hasSize(1);
	}

	@Test
	void repeatsGenericCallsByTheirMethodUnlessTold() {
		RestClient client = restClient(SETTINGS, null);
		this.script.then(Answer.signed(500, "{}")).then(success());
		client.get().uri("/v3/x").retrieve().toBodilessEntity();
		assertThat(this.script.received).hasSize(2);
		this.script.then(Answer.signed(500, "{}"));
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> client.get().uri("/v3/x").attributes(CallOptions.once()).retrieve().toBodilessEntity());
		this.script.then(Answer.signed(500, "{}"));
		assertThatExceptionOfType(WechatPayApiException.class)
			.isThrownBy(() -> client.post().uri("/v3/x").retrieve().toBodilessEntity());
		this.script.then(Answer.signed(500, "{}")).then(success());
		client.post().uri("/v3/x").attributes(CallOptions.idempotent()).retrieve().toBodilessEntity();
		assertThat(this.script.received).hasSize(6);
	}

	@Test
	void honoursRetryAfterAndGivesUpIfItIsTooLong() {
		Answer busy = Answer.signed(429, "{}");
		busy.getHeaders().set("Retry-After", "31");
		this.script.then(busy);
		WechatPayApiException failure = catchThrowableOfType(WechatPayApiException.class, () -> send(client(SETTINGS)));
		assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(31));
		assertThat(this.script.received).hasSize(1);
		Answer soon = Answer.signed(429, "{}");
		soon.getHeaders().set("Retry-After", "0");
		this.script.then(soon).then(success());
		assertThat(send(client(SETTINGS))).isEqualTo("9867041");
	}

	@Test
	void endsAtOnceWhenItIsInterrupted() throws Exception {
		RetrySettings patient = new RetrySettings(true, 3, Duration.ofHours(3), Duration.ofHours(1),
				Duration.ofHours(1), 1);
		CountDownLatch answered = new CountDownLatch(1);
		this.script.then((Runnable) answered::countDown);
		CompletableFuture<WechatPayException> failure = new CompletableFuture<>();
		Thread caller = new Thread(() -> {
			WechatPayException ex = catchThrowableOfType(WechatPayException.class, () -> send(client(patient)));
			assertThat(Thread.interrupted()).as("interrupted").isTrue();
			failure.complete(ex);
		});
		caller.start();
		answered.await();
		caller.interrupt();
		assertThat(failure.get()).isInstanceOf(WechatPayTransportException.class);
		assertThat(this.script.received).hasSize(1);
	}

	@Test
	void stopsRetryingOnceRetriesAreMoreThanTheirShare() {
		WechatPayClient client = client(
				new RetrySettings(true, 2, Duration.ofSeconds(30), Duration.ofMillis(1), Duration.ofMillis(1), 0));
		for (int i = 0; i < RetryBudget.RESERVE + 10; i++) {
			this.script.then(Answer.signed(500, "{}")).then(Answer.signed(500, "{}"));
			assertThatExceptionOfType(WechatPayApiException.class).isThrownBy(() -> send(client));
			this.script.answers.clear();
		}
		assertThat(this.script.received).hasSize(2 * RetryBudget.RESERVE + 10);
	}

	@Test
	void goesToTheBackupAtOnceWhenNothingWasSent() {
		RetrySettings patient = new RetrySettings(true, 3, Duration.ofHours(3), Duration.ofHours(1),
				Duration.ofHours(1), 1);
		this.script.then(new ConnectException()).then(success());
		WechatPayClient client = new WechatPayClient(restClient(patient, "https://api2.mch.weixin.qq.com"), BASE_URL,
				FakeWechatPay.MERCHANT_ID, null);
		assertThat(send(client)).isEqualTo("9867041");
		assertThat(this.script.hosts()).containsExactly("api.mch.weixin.qq.com", "api2.mch.weixin.qq.com");
		assertThat(this.script.received).allMatch((request) -> request.isSignedFor("/v3/users/oUpF8/coupons"));
	}

	@Test
	void goesToTheBackupEvenWithAPostThatIsNotIdempotentIfNothingWasSent() {
		RestClient client = restClient(SETTINGS, "https://api2.mch.weixin.qq.com");
		this.script.then(new ConnectException()).then(success());
		client.post().uri("/v3/x").retrieve().toBodilessEntity();
		assertThat(this.script.hosts()).containsExactly("api.mch.weixin.qq.com", "api2.mch.weixin.qq.com");
		this.script.then(new SocketTimeoutException());
		assertThatExceptionOfType(WechatPayTransportException.class)
			.isThrownBy(() -> client.post().uri("/v3/x").retrieve().toBodilessEntity());
		assertThat(this.script.received).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "handshake_failure", "bad_certificate", "certificate_unknown", "certificate_required" })
	void sendsNothingToTheBackupThatMayHaveBeenReadBeforeAnAlert(String alert) {
		RestClient client = restClient(SETTINGS, "https://api2.mch.weixin.qq.com");
		this.script.then(new SSLHandshakeException("Received fatal alert: " + alert)).then(success());
		assertThatExceptionOfType(WechatPayTransportException.class)
			.isThrownBy(() -> client.post().uri("/v3/x").retrieve().toBodilessEntity())
			.matches(WechatPayTransportException::isOutcomeUnknown);
		assertThat(this.script.hosts()).containsExactly("api.mch.weixin.qq.com");
	}

	@Test
	void alternatesBetweenTheHostsWhileNeitherAnswers() {
		this.script.then(new SocketTimeoutException()).then(Answer.unsigned(503, "")).then(success());
		WechatPayClient client = new WechatPayClient(restClient(SETTINGS, "https://gateway.example/backup"), BASE_URL,
				FakeWechatPay.MERCHANT_ID, null);
		assertThat(send(client)).isEqualTo("9867041");
		assertThat(this.script.received).extracting((request) -> request.uri().toString())
			.containsExactly("https://api.mch.weixin.qq.com/v3/users/oUpF8/coupons",
					"https://gateway.example/backup/v3/users/oUpF8/coupons",
					"https://api.mch.weixin.qq.com/v3/users/oUpF8/coupons");
	}

	@Test
	void staysOnTheHostThatAnsweredAnError() {
		this.script.then(Answer.signed(500, "{}")).then(success());
		send(new WechatPayClient(restClient(SETTINGS, "https://api2.mch.weixin.qq.com"), BASE_URL,
				FakeWechatPay.MERCHANT_ID, null));
		assertThat(this.script.hosts()).containsOnly("api.mch.weixin.qq.com");
	}

	@Test
	void leavesMistakesOfTheCallerAsTheyAre() {
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> restClient(SETTINGS, null).get().uri("https://example.com/v3/x").retrieve().body(Map.class))
			.withMessageStartingWith("Requests are signed for https://api.mch.weixin.qq.com only");
		assertThat(this.script.received).isEmpty();
	}

	@Test
	void doesNotRepeatWhatItsOwnLimitHeldBack() {
		CallGuards guards = new CallGuards(null, SETTINGS, Map.of("favor-send", RateLimit.of("1/h")),
				Duration.ofMillis(1));
		WechatPayClient client = new WechatPayClient(restClient(guards, null), BASE_URL, FakeWechatPay.MERCHANT_ID,
				null);
		this.script.then(success());
		send(client);
		assertThatExceptionOfType(WechatPayLimitException.class).isThrownBy(() -> send(client))
			.withMessageContaining("wechatpay.client.rate-limit.operations.favor-send")
			.satisfies((ex) -> {
				assertThat(ex.attempts()).isEmpty();
				assertThat(ex.isOutcomeUnknown()).isFalse();
				assertThat(ex.outRequestNo()).isEqualTo("1");
			});
		assertThat(this.script.received).hasSize(1);
	}

	private static Answer success() {
		return Answer.signed("{\"coupon_id\":\"9867041\"}");
	}

	private static Answer forged(int status) {
		Answer answer = Answer.signed(status, "{\"code\":\"X\"}");
		answer.getHeaders().set("Wechatpay-Nonce", "changed");
		return answer;
	}

	private static String send(WechatPayClient client) {
		return client.post(SEND, Coupon.class, Map.of("stock_id", "9865000"), "/v3/users/{openid}/coupons", "oUpF8")
			.couponId();
	}

	private WechatPayClient client(RetrySettings settings) {
		return new WechatPayClient(restClient(settings, null), BASE_URL, FakeWechatPay.MERCHANT_ID, null);
	}

	private RestClient restClient(RetrySettings settings, @Nullable String backup) {
		return restClient(new CallGuards(null, settings, Map.of(), null), backup);
	}

	private RestClient restClient(CallGuards guards, @Nullable String backup) {
		WechatPayHosts hosts = new WechatPayHosts(BASE_URL, (backup != null) ? URI.create(backup) : null,
				new MutableClock(FakeWechatPay.NOW));
		return new RestClientPipeline(FakeWechatPay.credentials(), FakeWechatPay.platformKeys(), hosts,
				FakeWechatPay.CLOCK)
			.build(RestClient.builder().requestFactory(this.script), (builder) -> {
			}, guards);
	}

	private record Coupon(String couponId) {

	}

	private record Person(@Sensitive String name) {

	}

	/**
	 * Answers one request after the other as it was told.
	 */
	private static final class Script implements ClientHttpRequestFactory {

		private final Deque<Object> answers = new ArrayDeque<>();

		private final List<Received> received = new ArrayList<>();

		Script then(Object answer) {
			this.answers.add(answer);
			return this;
		}

		List<String> hosts() {
			return this.received.stream().map((request) -> request.uri().getHost()).toList();
		}

		@Override
		public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
			return new MockClientHttpRequest(method, uri) {
				@Override
				protected ClientHttpResponse executeInternal() throws IOException {
					Script.this.received
						.add(new Received(method.name(), uri, HttpHeaders.copyOf(getHeaders()), getBodyAsBytes()));
					Object answer = Script.this.answers.remove();
					if (answer instanceof IOException ex) {
						throw ex;
					}
					if (answer instanceof Runnable runnable) {
						runnable.run();
						throw new SocketTimeoutException();
					}
					return (Answer) answer;
				}
			};
		}

	}

}
