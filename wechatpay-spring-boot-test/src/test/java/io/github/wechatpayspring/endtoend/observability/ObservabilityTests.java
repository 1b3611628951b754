package io.github.wechatpayspring.endtoend.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wechatpayspring.WechatPayException;
import io.github.wechatpayspring.client.observation.DefaultWechatPayObservationConvention;
import io.github.wechatpayspring.endtoend.Call;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What an application with Spring Boot's actuator sees of its calls.
 */
class ObservabilityTests {

	private static final String CALL = DefaultWechatPayObservationConvention.NAME;

	private static final String HTTP = "http.client.requests";

	private static final WechatPaySimulator wechatPay = WechatPaySimulator.builder()
		.stocks(CouponApplication.stocks())
		.start();

	private final RecordingHandler recorded = new RecordingHandler();

	private ConfigurableApplicationContext application;

	@BeforeEach
	void start() {
		this.application = new SpringApplicationBuilder(CouponApplication.class)
			.initializers((context) -> context.getBeanFactory().registerSingleton("recordingHandler", this.recorded))
			.properties("spring.main.web-application-type=none", "spring.main.banner-mode=off")
			.run(Stream.concat(CouponApplication.properties(wechatPay).stream(), PlantedSecrets.IMPATIENT.stream())
				.map("--"::concat)
				.toArray(String[]::new));
	}

	@AfterEach
	void reset() {
		this.application.close();
		wechatPay.reset();
	}

	@AfterAll
	static void stop() {
		wechatPay.close();
	}

	@ParameterizedTest
	@EnumSource
	void observesEachCallAroundTheHttpClient(Call call) {
		call.make(this.application, CouponApplication.OPENID, "1");
		Observation.Context observed = this.recorded.only(CALL);
		assertThat(keyValues(observed)).containsEntry("merchant", "default")
			.containsEntry("outcome", "SUCCESS")
			.containsEntry("status", "200")
			.containsEntry("code", "NONE");
		assertThat(keyValues(observed).get("operation")).matches("[a-z]+(-[a-z]+)+");
		assertThat(keyValues(observed).get("wechatpay.request.id")).matches("[A-Z0-9-]{10,}");
		assertThat(this.recorded.only(HTTP).getParentObservation()).extracting(ObservationView::getContextView)
			.isSameAs(observed);
		assertThat(this.recorded.events).hasSize(1);
	}

	@Test
	void tellsOfEachAttempt() {
		wechatPay.inject(Fault.SYSTEM_ERROR_PROCESSED);
		Call.FAVOR.make(this.application, CouponApplication.OPENID, "1");
		assertThat(keyValues(this.recorded.only(CALL))).containsEntry("outcome", "SUCCESS");
		assertThat(this.recorded.events).hasSize(2)
			.allSatisfy((event) -> assertThat(event.getName()).isEqualTo("attempt"));
		assertThat(this.recorded.events.get(0).getContextualName()).matches("127\\.0\\.0\\.1: 500 after \\d+ ms");
		assertThat(this.recorded.events.get(1).getContextualName()).matches("127\\.0\\.0\\.1: 200 after \\d+ ms");
		assertThat(meter("wechatpay.client.retries").counter().count()).isEqualTo(1);
		assertThat(meter("wechatpay.client.requests.attempt").counter().count()).isEqualTo(2);
	}

	@Test
	void tellsARefusalFromAnUnknownOutcome() {
		assertThatExceptionOfType(WechatPayException.class)
			.isThrownBy(() -> this.application.getBean(FavorCouponService.class)
				.send(CouponApplication.favor("1").stockId("1").build()));
		assertThat(keyValues(this.recorded.only(CALL))).containsEntry("outcome", "REFUSED")
			.containsEntry("status", "404")
			.containsEntry("code", "RESOURCE_NOT_EXISTS")
			.doesNotContainEntry("wechatpay.request.id", "none");
		this.recorded.contexts.clear();
		wechatPay.inject(Fault.FOREIGN_KEY.times(2));
		assertThatExceptionOfType(WechatPayException.class)
			.isThrownBy(() -> Call.FAVOR.make(this.application, CouponApplication.OPENID, "2"));
		assertThat(keyValues(this.recorded.only(CALL))).containsEntry("outcome", "UNKNOWN")
			.containsEntry("status", "NONE")
			.containsEntry("code", "NONE")
			.containsEntry("wechatpay.request.id", "none");
		assertThat(meter("wechatpay.client.verification.failures").meter().getId().getTag("reason"))
			.isEqualTo("SIGNATURE_MISMATCH");
	}

	@ParameterizedTest
	@EnumSource
	void keepsTheCallersTraceInTheBackground(Call call) {
		ObservationRegistry registry = this.application.getBean(ObservationRegistry.class);
		Observation order = Observation.createNotStarted("order", registry);
		order.observe(() -> call.makeAsync(this.application, CouponApplication.OPENID, "1").join());
		assertThat(this.recorded.only(CALL).getParentObservation()).extracting(ObservationView::getContextView)
			.isSameAs(order.getContextView());
		assertThat(this.recorded.only(HTTP).getParentObservation()).extracting(ObservationView::getContextView)
			.isSameAs(this.recorded.only(CALL));
	}

	@Test
	void tellsNothingPersonal() {
		String number = "planted-out-request-no";
		for (Call call : Call.values()) {
			call.make(this.application, PlantedSecrets.OPENID, number);
			call.makeAsync(this.application, PlantedSecrets.OPENID, number).join();
		}
		PlantedSecrets.callAndFail(this.application, wechatPay);
		List<String> texts = this.recorded.texts();
		List<String> meters = new ArrayList<>();
		for (Meter meter : this.application.getBean(MeterRegistry.class).getMeters()) {
			meters.add(meter.getId().toString());
		}
		assertThat(meters).anySatisfy((meter) -> assertThat(meter).contains(CALL, "operation"))
			.anySatisfy((meter) -> assertThat(meter).contains("wechatpay.client.retries"));
		assertThat(texts).anySatisfy((text) -> assertThat(text).startsWith("attempt"));
		PlantedSecrets secrets = new PlantedSecrets(wechatPay);
		secrets.addRequests(wechatPay.requests());
		secrets.assertAbsentFrom("observations", String.join("\n", texts));
		secrets.assertAbsentFrom("meters", String.join("\n", meters));
		assertThat(Stream.concat(texts.stream(), meters.stream())).noneMatch((text) -> text.contains(number));
	}

	private RequiredSearch meter(String name) {
		return this.application.getBean(MeterRegistry.class).get(name);
	}

	private static Map<String, String> keyValues(Observation.Context context) {
		return context.getAllKeyValues().stream().collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
	}

	static class RecordingHandler implements ObservationHandler<Observation.Context> {

		private final List<Observation.Context> contexts = new CopyOnWriteArrayList<>();

		private final List<Observation.Event> events = new CopyOnWriteArrayList<>();

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

		@Override
		public void onEvent(Observation.Event event, Observation.Context context) {
			this.events.add(event);
		}

		@Override
		public void onStop(Observation.Context context) {
			this.contexts.add(context);
		}

		Observation.Context only(String name) {
			List<Observation.Context> named = this.contexts.stream()
				.filter((context) -> name.equals(context.getName()))
				.toList();
			assertThat(named).hasSize(1);
			return named.get(0);
		}

		List<String> texts() {
			List<String> texts = new ArrayList<>();
			for (Observation.Context context : this.contexts) {
				texts.add(context.toString());
				texts.add(context.getContextualName() + " " + context.getError());
				context.getAllKeyValues().forEach((keyValue) -> texts.add(keyValue.toString()));
			}
			this.events.forEach((event) -> texts.add(event.getName() + " " + event.getContextualName()));
			return texts;
		}

	}

}
