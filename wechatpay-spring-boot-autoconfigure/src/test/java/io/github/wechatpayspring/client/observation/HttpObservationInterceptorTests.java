package io.github.wechatpayspring.client.observation;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.WechatPayApiException;
import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.client.resilience.CallGuards;
import io.github.wechatpayspring.client.resilience.CallOptions;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is observed of requests, and that nobody who observes has a part in the outcome.
 */
class HttpObservationInterceptorTests {

	private static final URI BASE_URL = URI.create("https://api.mch.weixin.qq.com");

	private static final String NAME = "http.client.requests";

	private final FakeWechatPay wechatPay = new FakeWechatPay();

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	@Test
	void describesARequestAsARestClientDoes() {
		List<Observation.Context> stopped = new ArrayList<>();
		this.registry.observationConfig().observationHandler(new Recording(stopped));
		restClient().get()
			.uri("/v3/users/{openid}/coupons?appid={appid}", "oUpF8", "wx1")
			.retrieve()
			.toBodilessEntity();
		assertThat(stopped).singleElement().isInstanceOfSatisfying(ClientRequestObservationContext.class, (context) -> {
			assertThat(context.getName()).isEqualTo(NAME);
			assertThat(context.getContextualName()).isEqualTo("http get");
			assertThat(context.getLowCardinalityKeyValues()).containsExactlyInAnyOrder(
					KeyValue.of("client.name", "api.mch.weixin.qq.com"), KeyValue.of("exception", "none"),
					KeyValue.of("method", "GET"), KeyValue.of("outcome", "SUCCESS"), KeyValue.of("status", "200"),
					KeyValue.of("uri", "/v3/users/{openid}/coupons"));
			assertThat(context.getHighCardinalityKeyValues())
				.containsExactly(KeyValue.of("http.url", "https://api.mch.weixin.qq.com/v3/users/{openid}/coupons"));
		});
	}

	@Test
	void describesAFailureAsARestClientDoes() {
		List<Observation.Context> stopped = new ArrayList<>();
		this.registry.observationConfig().observationHandler(new Recording(stopped));
		this.wechatPay.answer(Answer.signed(403, "{\"code\":\"NOT_ENOUGH\"}"));
		assertThatExceptionOfType(WechatPayApiException.class).isThrownBy(
				() -> restClient().get().uri(BASE_URL.resolve("/v3/x?openid=oUpF8")).retrieve().toBodilessEntity());
		assertThat(stopped).singleElement().satisfies((context) -> {
			assertThat(context.getError()).isInstanceOf(WechatPayApiException.class);
			assertThat(context.getLowCardinalityKeyValues()).contains(KeyValue.of("status", "CLIENT_ERROR"),
					KeyValue.of("outcome", "UNKNOWN"), KeyValue.of("exception", "WechatPayApiException"),
					KeyValue.of("uri", "none"));
		});
	}

	@Test
	void isPartOfWhatTheApplicationObserves() {
		List<Observation.Context> stopped = new ArrayList<>();
		this.registry.observationConfig().observationHandler(new Recording(stopped));
		Observation order = Observation.createNotStarted("order", this.registry);
		order.observe(() -> restClient().get().uri("/v3/x").retrieve().toBodilessEntity());
		restClient().get().uri("/v3/x").retrieve().toBodilessEntity();
		assertThat(stopped).extracting(Observation.Context::getName).containsExactly(NAME, "order", NAME);
		assertThat(stopped.get(0).getParentObservation()).isSameAs(order);
		assertThat(stopped.get(2).getParentObservation()).isNull();
	}

	@Test
	void sendsTheHeadersOfATrace() {
		this.registry.observationConfig().observationHandler(new Tracing());
		restClient().get().uri("/v3/x").retrieve().toBodilessEntity();
		assertThat(this.wechatPay.onlyRequest().header("traceparent")).isEqualTo("00-1");
	}

	@Test
	void hasNoOpenidAmongItsTagsNotEvenWhileTheRequestGoesOn() {
		this.registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.meters));
		List<String> ids = new ArrayList<>();
		this.wechatPay.answer((request) -> {
			this.meters.getMeters().stream().map(Meter::getId).map(Object::toString).forEach(ids::add);
			assertThat(this.meters.get(NAME + ".active").meter()).isInstanceOf(LongTaskTimer.class);
			return Answer.signed("{}");
		});
		String openid = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";
		RestClient client = restClient();
		client.get().uri("/v3/x?openid=" + openid).retrieve().toBodilessEntity();
		client.get().uri("/v3/x?openid={openid}", openid).retrieve().toBodilessEntity();
		client.get().uri("/v3/users/" + openid + "/coupons").retrieve().toBodilessEntity();
		client.get().uri("/v3/by-openid/" + openid).retrieve().toBodilessEntity();
		client.get()
			.uri((builder) -> builder.path("/v3/x").queryParam("openid", openid).build())
			.retrieve()
			.toBodilessEntity();
		new WechatPayClient(client, BASE_URL, FakeWechatPay.MERCHANT_ID, null).get(CallOptions.operation("favor-list"),
				Map.class, Map.of("openid", openid), "/v3/users/{openid}/coupons", openid);
		this.meters.getMeters().stream().map(Meter::getId).map(Object::toString).forEach(ids::add);
		assertThat(ids).isNotEmpty().noneMatch((id) -> id.contains(openid) || id.contains("?"));
	}

	@ParameterizedTest
	@EnumSource
	void doesNotTurnASuccessIntoAFailure(Fault fault) {
		this.registry.observationConfig().observationHandler(new Throwing(fault));
		this.registry.observationConfig().observationHandler(new Recording(new ArrayList<>()));
		this.wechatPay.answer((request) -> (this.wechatPay.received().size() == 1)
				? Answer.signed("{\"coupon_id\":\"1\"}") : Answer.signed("{}"));
		assertThat(send(client(null))).isEqualTo(Map.of("coupon_id", "1"));
		restClient().get().uri("/v3/x").retrieve().toBodilessEntity();
		assertThat(this.wechatPay.received()).hasSize(2);
		assertThat(this.registry.getCurrentObservationScope()).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void doesNotHideAnOutcome(Fault fault) {
		this.registry.observationConfig().observationHandler(new Throwing(fault));
		this.wechatPay.answer(Answer.unsigned(502, "<html>"));
		assertThatExceptionOfType(WechatPayApiException.class).isThrownBy(() -> send(client(null)))
			.matches(WechatPayApiException::isOutcomeUnknown)
			.satisfies((ex) -> assertThat(ex.attempts()).hasSize(1));
		this.wechatPay.answer(Answer.signed(403, "{\"code\":\"NOT_ENOUGH\"}"));
		assertThatExceptionOfType(WechatPayApiException.class).isThrownBy(() -> send(client(null)))
			.matches((ex) -> !ex.isOutcomeUnknown());
		assertThat(this.registry.getCurrentObservationScope()).isNull();
	}

	@Test
	void closesTheScopesOfThoseWhoWereToldBeforeOneThrew() {
		List<Observation.Context> open = new ArrayList<>();
		this.registry.observationConfig().observationHandler(new Scoping(open));
		this.registry.observationConfig().observationHandler(new Throwing(Fault.SCOPE_OPENED));
		send(client(null));
		assertThat(open).isEmpty();
	}

	@Test
	void doesNotNeedAConventionThatWorks() {
		this.registry.observationConfig().observationHandler(new Recording(new ArrayList<>()));
		WechatPayObservationConvention convention = new DefaultWechatPayObservationConvention() {

			@Override
			public KeyValues getLowCardinalityKeyValues(WechatPayObservationContext context) {
				throw new IllegalStateException("x");
			}

		};
		assertThat(send(client(convention))).isEmpty();
		this.registry.observationConfig().observationPredicate((name, context) -> {
			throw new StackOverflowError();
		});
		assertThat(send(client(null))).isEmpty();
	}

	private Map<?, ?> send(WechatPayClient client) {
		return client.post(CallOptions.sending("favor-send", "1", "oUpF8", "9865000"), Map.class, Map.of("a", 1),
				"/v3/x");
	}

	private WechatPayClient client(@Nullable WechatPayObservationConvention convention) {
		return new WechatPayClient(restClient(), BASE_URL, FakeWechatPay.MERCHANT_ID, null,
				new CallObservations("default", this.registry, convention, ClientEvents.NONE));
	}

	private RestClient restClient() {
		Consumer<RestClient.Builder> none = (builder) -> {
		};
		return FakeWechatPay.pipeline(BASE_URL)
			.build(RestClient.builder()
				.requestFactory(this.wechatPay)
				.requestInterceptor(new HttpObservationInterceptor(this.registry)), none, CallGuards.none());
	}

	/**
	 * When a handler throws.
	 */
	enum Fault {

		SUPPORTS, START, SCOPE_OPENED, EVENT, ERROR, SCOPE_CLOSED, STOP

	}

	private static class Recording implements ObservationHandler<Observation.Context> {

		private final List<Observation.Context> stopped;

		Recording(List<Observation.Context> stopped) {
			this.stopped = stopped;
		}

		@Override
		public void onStop(Observation.Context context) {
			this.stopped.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

	private record Scoping(List<Observation.Context> open) implements ObservationHandler<Observation.Context> {

		@Override
		public void onScopeOpened(Observation.Context context) {
			this.open.add(context);
		}

		@Override
		public void onScopeClosed(Observation.Context context) {
			this.open.remove(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

	private static final class Tracing implements ObservationHandler<ClientRequestObservationContext> {

		@Override
		public void onStart(ClientRequestObservationContext context) {
			context.getSetter().set(context.getCarrier(), "traceparent", "00-1");
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof ClientRequestObservationContext;
		}

	}

	private record Throwing(Fault fault) implements ObservationHandler<Observation.Context> {

		@Override
		public boolean supportsContext(Observation.Context context) {
			throwIf(Fault.SUPPORTS);
			return true;
		}

		@Override
		public void onStart(Observation.Context context) {
			throwIf(Fault.START);
		}

		@Override
		public void onScopeOpened(Observation.Context context) {
			throwIf(Fault.SCOPE_OPENED);
		}

		@Override
		public void onEvent(Observation.Event event, Observation.Context context) {
			throwIf(Fault.EVENT);
		}

		@Override
		public void onError(Observation.Context context) {
			throwIf(Fault.ERROR);
		}

		@Override
		public void onScopeClosed(Observation.Context context) {
			throwIf(Fault.SCOPE_CLOSED);
		}

		@Override
		public void onStop(Observation.Context context) {
			throwIf(Fault.STOP);
		}

		private void throwIf(Fault current) {
			if (current == this.fault) {
				throw new StackOverflowError("by a handler");
			}
		}

	}

}
