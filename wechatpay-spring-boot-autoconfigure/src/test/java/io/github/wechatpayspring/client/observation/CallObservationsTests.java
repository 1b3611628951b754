package io.github.wechatpayspring.client.observation;

import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.WechatPayTransportException;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.resilience.CallGuards;
import io.github.wechatpayspring.client.resilience.CallOptions;
import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is observed of one call.
 */
class CallObservationsTests {

	private static final String NAME = "wechatpay.client.requests";

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final List<WechatPayObservationContext> ended = new ArrayList<>();

	private final ClientEvents events = new ClientEvents() {

		@Override
		public void ended(WechatPayObservationContext call) {
			CallObservationsTests.this.ended.add(call);
		}

	};

	@Test
	void describesASuccess() {
		send(client(observations(null)), CallOptions.operation("favor-send"));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo(NAME)
			.that()
			.hasBeenStarted()
			.hasBeenStopped()
			.doesNotHaveError()
			.hasContextualNameEqualTo("wechatpay favor-send")
			.hasLowCardinalityKeyValue("merchant", "second")
			.hasLowCardinalityKeyValue("operation", "favor-send")
			.hasLowCardinalityKeyValue("outcome", "SUCCESS")
			.hasLowCardinalityKeyValue("status", "200")
			.hasLowCardinalityKeyValue("code", "NONE")
			.hasHighCardinalityKeyValue("wechatpay.request.id", FakeWechatPay.REQUEST_ID);
	}

	@Test
	void hasTheKeysThatAreDocumented() {
		send(client(observations(null)), CallOptions.operation("favor-send"));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo(NAME)
			.that()
			.hasOnlyKeys(Stream
				.of(WechatPayObservationDocumentation.CALL.getLowCardinalityKeyNames(),
						WechatPayObservationDocumentation.CALL.getHighCardinalityKeyNames())
				.flatMap(Arrays::stream)
				.map(KeyName::asString)
				.toArray(String[]::new));
		assertThat(WechatPayObservationDocumentation.CALL.getDefaultConvention())
			.isEqualTo(DefaultWechatPayObservationConvention.class);
		assertThat(WechatPayObservationDocumentation.CALL.getEvents()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "403, NOT_ENOUGH, REFUSED, NOT_ENOUGH", "429, FREQUENCY_LIMITED, REFUSED, FREQUENCY_LIMITED",
			"400, SOMETHING_NEW, REFUSED, OTHER", "500, SYSTEM_ERROR, UNKNOWN, SYSTEM_ERROR",
			"502, oUpF8uMuAJO_M2pxb1Q9zNjWeS6o, UNKNOWN, OTHER" })
	void describesAnError(int status, String code, String outcome, String tag) {
		this.wechatPay.answer(Answer.signed(status, "{\"code\":\"%s\"}".formatted(code)));
		assertThatExceptionOfType(WechatPayException.class)
			.isThrownBy(() -> send(client(observations(null)), CallOptions.operation("favor-send")));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo(NAME)
			.that()
			.hasBeenStopped()
			.hasError()
			.hasLowCardinalityKeyValue("outcome", outcome)
			.hasLowCardinalityKeyValue("status", Integer.toString(status))
			.hasLowCardinalityKeyValue("code", tag)
			.hasHighCardinalityKeyValue("wechatpay.request.id", FakeWechatPay.REQUEST_ID);
	}

	@Test
	void describesACallWithoutAnAnswer() {
		RestClient client = FakeWechatPay.pipeline(URI.create("https://api.mch.weixin.qq.com"))
			.build(RestClient.builder().requestFactory((uri, method) -> {
				throw new SocketTimeoutException();
			}), (builder) -> {
			}, CallGuards.none());
		assertThatExceptionOfType(WechatPayException.class)
			.isThrownBy(() -> send(client(client, observations(null)), CallOptions.idempotent()));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo(NAME)
			.that()
			.hasLowCardinalityKeyValue("operation", "NONE")
			.hasLowCardinalityKeyValue("outcome", "UNKNOWN")
			.hasLowCardinalityKeyValue("status", "NONE")
			.hasLowCardinalityKeyValue("code", "NONE")
			.hasHighCardinalityKeyValue("wechatpay.request.id", "none");
	}

	@Test
	void countsWhatTheApplicationKeptFromBeingSentAsRefused() {
		Consumer<RestClient.Builder> failing = (builder) -> builder.requestInterceptor((request, body, execution) -> {
			throw new IllegalStateException("by the application");
		});
		WechatPayClient client = client(this.wechatPay.restClient(failing), observations(null));
		assertThatExceptionOfType(WechatPayTransportException.class)
			.isThrownBy(() -> send(client, CallOptions.operation("favor-send")));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo(NAME)
			.that()
			.hasBeenStopped()
			.hasLowCardinalityKeyValue("outcome", "REFUSED");
	}

	@Test
	void dropsARequestIdThatMayHoldAnything() {
		Answer answer = Answer.signed("{\"coupon_id\":\"1\"}");
		answer.getHeaders().set("Request-ID", "张三 110105");
		this.wechatPay.answer(answer);
		send(client(observations(null)), CallOptions.operation("favor-send"));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo(NAME)
			.that()
			.hasHighCardinalityKeyValue("wechatpay.request.id", "none");
	}

	@Test
	void usesAnotherConvention() {
		WechatPayObservationConvention convention = new DefaultWechatPayObservationConvention() {

			@Override
			public String getName() {
				return "coupons";
			}

			@Override
			public KeyValues getLowCardinalityKeyValues(WechatPayObservationContext context) {
				return super.getLowCardinalityKeyValues(context).and("shop", "1");
			}

		};
		send(client(observations(convention)), CallOptions.operation("favor-send"));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo("coupons")
			.that()
			.hasLowCardinalityKeyValue("shop", "1")
			.hasLowCardinalityKeyValue("outcome", "SUCCESS");
	}

	@Test
	void tellsWhenACallHasEndedAlsoWithoutARegistry() {
		CallObservations observations = new CallObservations("default", ObservationRegistry.NOOP, null, this.events);
		send(client(observations), CallOptions.operation("favor-send"));
		assertThat(this.ended).singleElement().satisfies((call) -> {
			assertThat(call.getOperation()).isEqualTo("favor-send");
			assertThat(call.getOutcome()).isEqualTo(WechatPayObservationContext.Outcome.SUCCESS);
			assertThat(call.getStatus()).isEqualTo(200);
			assertThat(call.getRequestId()).isEqualTo(FakeWechatPay.REQUEST_ID);
		});
	}

	@Test
	void makesNothingIfNobodyObserves() {
		assertThat(CallObservations.NONE.of("favor-send")).isNull();
		assertThat(new CallObservations("default", ObservationRegistry.NOOP, null, ClientEvents.of(List.of()))
			.of("favor-send")).isNull();
	}

	@Test
	void observesCallsThatAreNotRepeatedToo() {
		send(client(observations(null)).withoutRetry(), CallOptions.operation("favor-send"));
		assertThat(this.ended).hasSize(1);
	}

	private CallObservations observations(@Nullable WechatPayObservationConvention convention) {
		return new CallObservations("second", this.registry, convention, this.events);
	}

	private WechatPayClient client(CallObservations observations) {
		return client(this.wechatPay.restClient(), observations);
	}

	private static WechatPayClient client(RestClient restClient, CallObservations observations) {
		return new WechatPayClient(restClient, URI.create("https://api.mch.weixin.qq.com"), FakeWechatPay.MERCHANT_ID,
				null, observations);
	}

	private static void send(WechatPayClient client, CallOptions options) {
		client.post(options, Coupon.class, Map.of("stock_id", "9865000"), "/v3/users/{openid}/coupons", "oUpF8");
	}

	private record Coupon(@Nullable String couponId) {

	}

}
