package io.github.wechatpayspring.client;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.WechatPayLimitException;
import io.github.wechatpayspring.WechatPaySecurityException;
import io.github.wechatpayspring.client.observation.ClientEvents;
import io.github.wechatpayspring.client.observation.WechatPayObservationContext;
import io.github.wechatpayspring.client.resilience.CallGuards;
import io.github.wechatpayspring.client.resilience.CallOptions;
import io.github.wechatpayspring.client.resilience.RateLimit;
import io.github.wechatpayspring.client.resilience.RetrySettings;
import io.github.wechatpayspring.client.resilience.WechatPayHosts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is told on the way of a call.
 */
class ClientEventsTests {

	private static final URI BASE_URL = URI.create("https://api.mch.weixin.qq.com");

	private static final RetrySettings RETRY = new RetrySettings(true, 3, Duration.ofMinutes(1), Duration.ZERO,
			Duration.ZERO, 1);

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final List<String> heard = new ArrayList<>();

	private final ClientEvents events = ClientEvents.of(List.of(new Recording(), new ClientEvents() {
	}));

	@Test
	void tellsOfSigningOfTheAnswersDateAndOfVerification() {
		Answer answer = Answer.signed("{}");
		answer.getHeaders().setDate(FakeWechatPay.NOW.toEpochMilli());
		this.wechatPay.answer(answer);
		send(client(this.wechatPay, CallGuards.none()));
		assertThat(this.heard).containsExactly("signed", "dated " + FakeWechatPay.NOW.toEpochMilli(), "verified");
	}

	@Test
	void tellsWhyAnAnswerIsNotTrusted() {
		Answer answer = Answer.signed("{}");
		answer.getHeaders().set("Wechatpay-Nonce", "changed");
		answer.getHeaders().set("Date", "not a date");
		this.wechatPay.answer(answer);
		assertThatExceptionOfType(WechatPaySecurityException.class)
			.isThrownBy(() -> send(client(this.wechatPay, CallGuards.none())));
		assertThat(this.heard).containsExactly("signed", "not verified: SIGNATURE_MISMATCH");
	}

	@Test
	void tellsOfRetries() {
		this.wechatPay.answer((request) -> (this.wechatPay.received().size() < 2)
				? Answer.signed(500, "{\"code\":\"SYSTEM_ERROR\"}") : Answer.signed("{}"));
		send(client(this.wechatPay, new CallGuards(null, RETRY, Map.of(), null)));
		assertThat(this.heard).containsSubsequence("verified", "retried favor-send", "verified")
			.noneMatch((event) -> event.contains("backup"));
	}

	@Test
	void tellsOfAChangeToTheBackupHost() {
		send(client(new Unreachable(this.wechatPay), new CallGuards(null, RETRY, Map.of(), null)));
		assertThat(this.heard).containsSubsequence("signed", "retried favor-send", "favor-send to the backup",
				"verified");
	}

	@Test
	void tellsHowLongACallWasHeldBack() {
		CallGuards guards = new CallGuards(null, RetrySettings.disabled(), Map.of("favor-send", RateLimit.of("1/s")),
				Duration.ofMinutes(1));
		WechatPayClient client = client(this.wechatPay, guards);
		send(client);
		send(client);
		assertThat(this.heard).contains("favor-send waited for RATE_LIMIT: true");
	}

	@Test
	void tellsOfACallThatWasHeldBackForGood() {
		CallGuards guards = new CallGuards(null, RetrySettings.disabled(), Map.of("favor-send", RateLimit.of("1/h")),
				Duration.ofMillis(1));
		WechatPayClient client = client(this.wechatPay, guards);
		send(client);
		assertThat(this.heard).noneMatch((event) -> event.contains("waited"));
		assertThatExceptionOfType(WechatPayLimitException.class).isThrownBy(() -> send(client));
		assertThat(this.heard).contains("favor-send waited for RATE_LIMIT: false");
	}

	@Test
	void tellsOfACallThatWaitedForItsTurn() {
		CallGuards guards = new CallGuards(null, RetrySettings.disabled(), Map.of(), Duration.ofMillis(1));
		ThreadLocal<Boolean> nested = ThreadLocal.withInitial(() -> false);
		WechatPayClient[] client = new WechatPayClient[1];
		this.wechatPay.answer((request) -> {
			if (!nested.get()) {
				nested.set(true);
				assertThatExceptionOfType(WechatPayLimitException.class).isThrownBy(() -> send(client[0]));
			}
			return Answer.signed("{}");
		});
		client[0] = client(this.wechatPay, guards);
		send(client[0]);
		assertThat(this.heard).contains("favor-send waited for ONE_AT_A_TIME: false");
	}

	@Test
	void tellsNobodyIfThereIsNobody() {
		assertThat(ClientEvents.of(List.of())).isSameAs(ClientEvents.NONE);
		assertThat(ClientEvents.safe(ClientEvents.NONE)).isSameAs(ClientEvents.NONE);
	}

	@Test
	void doesNotNeedMoreThanOneSafeguard() {
		ClientEvents only = ClientEvents.of(List.of(new Recording()));
		assertThat(ClientEvents.safe(only)).isSameAs(only);
		assertThat(ClientEvents.safe(this.events)).isSameAs(this.events);
	}

	@Test
	void goesOnWhateverAListenerThrowsAndStillTellsTheOthers() {
		this.wechatPay.answer((request) -> (this.wechatPay.received().size() < 2)
				? Answer.signed(500, "{\"code\":\"SYSTEM_ERROR\"}") : dated(Answer.signed("{}")));
		CallGuards guards = new CallGuards(null, RETRY, Map.of("favor-send", RateLimit.of("1/s")),
				Duration.ofMinutes(1));
		ClientEvents events = ClientEvents.of(List.of(throwing(), new Recording(), throwing()));
		send(client(this.wechatPay, guards, events));
		send(client(new Unreachable(this.wechatPay), guards, events));
		events.ended(new WechatPayObservationContext("default", "favor-send"));
		assertThat(this.heard).contains("signed", "verified", "dated " + FakeWechatPay.NOW.toEpochMilli(),
				"retried favor-send", "favor-send to the backup", "favor-send waited for RATE_LIMIT: true",
				"ended favor-send");
	}

	private static Answer dated(Answer answer) {
		answer.getHeaders().setDate(FakeWechatPay.NOW.toEpochMilli());
		return answer;
	}

	private static ClientEvents throwing() {
		return (ClientEvents) Proxy.newProxyInstance(ClientEventsTests.class.getClassLoader(),
				new Class<?>[] { ClientEvents.class }, (proxy, method, arguments) -> {
					throw new StackOverflowError();
				});
	}

	@Test
	void tellsAllOfTheEndOfACall() {
		this.events.ended(new WechatPayObservationContext("default", "favor-send"));
		assertThat(this.heard).containsExactly("ended favor-send");
	}

	private WechatPayClient client(ClientHttpRequestFactory http, CallGuards guards) {
		return client(http, guards, this.events);
	}

	private static WechatPayClient client(ClientHttpRequestFactory http, CallGuards guards, ClientEvents events) {
		WechatPayHosts hosts = new WechatPayHosts(BASE_URL, URI.create("https://api2.mch.weixin.qq.com"),
				FakeWechatPay.CLOCK);
		RestClient restClient = new RestClientPipeline(FakeWechatPay.credentials(), FakeWechatPay.platformKeys(), hosts,
				FakeWechatPay.CLOCK, events)
			.build(RestClient.builder().requestFactory(http), (builder) -> {
			}, guards);
		return new WechatPayClient(restClient, BASE_URL, FakeWechatPay.MERCHANT_ID, null);
	}

	private static void send(WechatPayClient client) {
		client.post(CallOptions.sending("favor-send", "1", "oUpF8", "9865000"), Map.class,
				Map.of("stock_id", "9865000"), "/v3/users/{openid}/coupons", "oUpF8");
	}

	private final class Recording implements ClientEvents {

		@Override
		public void ended(WechatPayObservationContext call) {
			ClientEventsTests.this.heard.add("ended " + call.getOperation());
		}

		@Override
		public void signed(long nanoseconds) {
			assertThat(nanoseconds).isPositive();
			ClientEventsTests.this.heard.add("signed");
		}

		@Override
		public void verified(long nanoseconds, WechatPaySecurityException.@Nullable Reason failure) {
			assertThat(nanoseconds).isPositive();
			ClientEventsTests.this.heard.add((failure != null) ? "not verified: " + failure : "verified");
		}

		@Override
		public void dated(long time) {
			ClientEventsTests.this.heard.add("dated " + time);
		}

		@Override
		public void retried(@Nullable String operation) {
			ClientEventsTests.this.heard.add("retried " + operation);
		}

		@Override
		public void changedHost(@Nullable String operation, boolean toBackup) {
			ClientEventsTests.this.heard.add(operation + " to the " + ((toBackup) ? "backup" : "first"));
		}

		@Override
		public void waited(@Nullable String operation, Limiter limiter, long nanoseconds, boolean admitted) {
			assertThat(nanoseconds).isPositive();
			ClientEventsTests.this.heard.add(operation + " waited for " + limiter + ": " + admitted);
		}

	}

	/**
	 * The first host does not answer.
	 */
	private record Unreachable(ClientHttpRequestFactory backup) implements ClientHttpRequestFactory {

		@Override
		public ClientHttpRequest createRequest(URI uri, HttpMethod method) throws IOException {
			if (uri.getHost().equals(BASE_URL.getHost())) {
				throw new SocketTimeoutException();
			}
			return this.backup.createRequest(uri, method);
		}

	}

}
