package io.github.wechatpayspring.autoconfigure;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.FakeWechatPay.Answer;
import io.github.wechatpayspring.autoconfigure.http.WechatPayRequestFactory;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.SendFavorCouponResponse;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationTextPublisher;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.TaskExecutor;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of the application applies to the HTTP client that calls WeChat Pay, and what does
 * not.
 */
class WechatPayRestClientConfigurationTests {

	private static final String ANSWER = "{\"coupon_id\":\"9867041\"}";

	private final FakeWechatPay wechatPay = new FakeWechatPay().answer((request) -> Answer.unsigned(200, ANSWER)
		.signedBy(FakeWechatPay.PLATFORM_KEYS, FakeWechatPay.PLATFORM_KEY_ID, Instant.now()));

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class, HttpClientAutoConfiguration.class,
				ImperativeHttpClientAutoConfiguration.class, RestClientAutoConfiguration.class,
				TaskExecutionAutoConfiguration.class))
		.withPropertyValues(ConfiguredWechatPay.properties());

	private final ApplicationContextRunner onFake = this.contextRunner.withBean(WechatPayRequestFactory.class,
			() -> this.wechatPay::createRequest);

	@Test
	void observesWithTheRegistryOfTheApplication() {
		List<String> observed = new ArrayList<>();
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new ObservationTextPublisher(observed::add));
		this.onFake.withBean(ObservationRegistry.class, () -> registry).run((context) -> {
			ConfiguredWechatPay.send(context);
			assertThat(observed).anySatisfy((text) -> assertThat(text).contains("STOP")
				.contains("http.client.requests", "/v3/marketing/favor/users/{openid}/coupons"));
		});
	}

	@Test
	void appliesItsOwnCustomizersInOrderAndNoneOfTheApplication() {
		List<String> order = new ArrayList<>();
		this.onFake.withBean(RestClientCustomizer.class, () -> (builder) -> order.add("application"))
			.withBean("last", WechatPayRestClientCustomizer.class, () -> new Last(order))
			.withBean("first", WechatPayRestClientCustomizer.class, () -> new First(order))
			.run((context) -> assertThat(order).containsExactly("first", "last"));
	}

	@Test
	void letsCustomizersNeitherSeeNorChangeWhatIsSigned() {
		List<Set<String>> seen = new ArrayList<>();
		WechatPayRestClientCustomizer customizer = (builder) -> builder.baseUrl("https://elsewhere.example.com")
			.requestInterceptor((request, body, execution) -> {
				seen.add(request.getHeaders().headerNames());
				request.getHeaders().set("X-Trace", "1");
				try {
					return execution.execute(request, body);
				}
				finally {
					seen.add(request.getHeaders().headerNames());
				}
			});
		this.onFake.withBean(WechatPayRestClientCustomizer.class, () -> customizer).run((context) -> {
			ConfiguredWechatPay.send(context);
			FakeWechatPay.Received received = this.wechatPay.onlyRequest();
			assertThat(received.uri()).hasHost("api.mch.weixin.qq.com");
			assertThat(received.isSignedFor(received.uri().getRawPath())).isTrue();
			assertThat(received.header("X-Trace")).isEqualTo("1");
			assertThat(seen).hasSize(2).allSatisfy((names) -> assertThat(names).doesNotContain("Authorization"));
		});
	}

	@Test
	void neitherUsesNorDisturbsExecutorsClocksAndMappersOfTheApplication() {
		AtomicInteger tasks = new AtomicInteger();
		TaskExecutor executor = (task) -> {
			tasks.incrementAndGet();
			task.run();
		};
		Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
		JsonMapper mapper = JsonMapper.builder()
			.propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
			.build();
		this.onFake.withBean("ownExecutor", TaskExecutor.class, () -> executor)
			.withBean(Clock.class, () -> clock)
			.withBean(JsonMapper.class, () -> mapper)
			.run((context) -> {
				CompletableFuture<SendFavorCouponResponse> call = context.getBean(FavorCouponService.class)
					.sendAsync(ConfiguredWechatPay.request());
				assertThat(call.join().couponId()).isEqualTo("9867041");
				assertThat(this.wechatPay.onlyRequest().body()).contains("\"out_request_no\":\"1\"");
				assertThat(tasks).hasValue(0);
				assertThat(context.getBean(Executor.class)).isSameAs(executor);
				assertThat(context.getBean(Clock.class)).isSameAs(clock);
				assertThat(context.getBean(JsonMapper.class)).isSameAs(mapper);
			});
		this.onFake.run((context) -> assertThat(context).hasBean("applicationTaskExecutor"));
	}

	@Order(Ordered.HIGHEST_PRECEDENCE)
	record First(List<String> order) implements WechatPayRestClientCustomizer {

		@Override
		public void customize(RestClient.Builder builder) {
			this.order.add("first");
		}

	}

	@Order(Ordered.LOWEST_PRECEDENCE)
	record Last(List<String> order) implements WechatPayRestClientCustomizer {

		@Override
		public void customize(RestClient.Builder builder) {
			this.order.add("last");
		}

	}

}
