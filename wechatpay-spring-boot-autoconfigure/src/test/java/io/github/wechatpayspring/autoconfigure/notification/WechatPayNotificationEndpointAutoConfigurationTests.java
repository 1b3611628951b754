package io.github.wechatpayspring.autoconfigure.notification;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.autoconfigure.ConfiguredWechatPay;
import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.autoconfigure.actuate.WechatPayMetricsAutoConfiguration;
import io.github.wechatpayspring.key.AeadCipher;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException.Problem;
import io.github.wechatpayspring.notification.Callback;
import io.github.wechatpayspring.notification.CouponUsedNotification;
import io.github.wechatpayspring.notification.NotificationHandler;
import io.github.wechatpayspring.notification.NotificationParser;
import io.github.wechatpayspring.notification.NotificationStore;
import io.github.wechatpayspring.notification.WechatPayNotification;
import io.github.wechatpayspring.notification.delivery.InMemoryNotificationStore;
import io.github.wechatpayspring.notification.delivery.NotificationOutcome;
import io.github.wechatpayspring.notification.delivery.NotificationReceiver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class WechatPayNotificationEndpointAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
			WechatPayAutoConfiguration.class, WechatPayMetricsAutoConfiguration.class,
			WechatPayNotificationEndpointAutoConfiguration.class);

	private static final String[] CONFIGURED = { "wechatpay.merchant-id=" + FakeWechatPay.MERCHANT_ID,
			"wechatpay.merchant-serial-number=" + FakeWechatPay.MERCHANT_SERIAL,
			"wechatpay.merchant-private-key=" + KeyMaterial.privateKey(FakeWechatPay.MERCHANT_KEYS),
			"wechatpay.platform-public-key-id=" + FakeWechatPay.PLATFORM_KEY_ID,
			"wechatpay.platform-public-key=" + KeyMaterial.publicKey(FakeWechatPay.PLATFORM_KEYS),
			"wechatpay.api-v3-key=" + Callback.API_V3_KEY };

	private static final String PATH = "wechatpay.notification.path=/wechatpay/notify";

	private final WebApplicationContextRunner withoutPath = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS)
		.withPropertyValues(CONFIGURED);

	private final WebApplicationContextRunner servlet = this.withoutPath.withPropertyValues(PATH);

	private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS)
		.withPropertyValues(CONFIGURED)
		.withPropertyValues(PATH);

	@Test
	void hasNoEndpointWithoutAPath() {
		this.withoutPath.run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(NotificationParser.class)
			.doesNotHaveBean(NotificationReceiver.class)
			.doesNotHaveBean(NotificationStore.class)
			.doesNotHaveBean("wechatpay.notificationHandlerMapping"));
	}

	@Test
	void hasAnEndpointInSpringMvc() {
		this.servlet.run((context) -> {
			assertThat(context).hasSingleBean(NotificationReceiver.class)
				.hasSingleBean(InMemoryNotificationStore.class)
				.doesNotHaveBean("wechatpay.blockedNotificationWebFilter");
			assertThat(context.getBean(org.springframework.web.servlet.handler.SimpleUrlHandlerMapping.class))
				.satisfies((mapping) -> assertThat(mapping.getHandlerMap()).containsOnlyKeys("/wechatpay/notify"));
			assertThat(filterPatterns(context)).isEqualTo(List.of("/wechatpay/notify"));
		});
	}

	@ParameterizedTest
	@CsvSource({ "/, /wechatpay/notify", "/api, /api/wechatpay/notify", "/api/, /api/wechatpay/notify" })
	void looksWhereSpringMvcIs(String servletPath, String pattern) {
		this.servlet.withPropertyValues("spring.mvc.servlet.path=" + servletPath)
			.run((context) -> assertThat(filterPatterns(context)).isEqualTo(List.of(pattern)));
	}

	@Test
	void hasAnEndpointInSpringWebFlux() {
		this.reactive.run((context) -> {
			assertThat(context).hasSingleBean(NotificationReceiver.class)
				.hasSingleBean(InMemoryNotificationStore.class)
				.hasBean("wechatpay.blockedNotificationWebFilter")
				.doesNotHaveBean(FilterRegistrationBean.class);
			assertThat(context.getBean(org.springframework.web.reactive.handler.SimpleUrlHandlerMapping.class))
				.satisfies((mapping) -> assertThat(mapping.getUrlMap()).containsOnlyKeys("/wechatpay/notify"));
		});
	}

	@Test
	void hasNoEndpointWithoutAWebFramework() {
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues(CONFIGURED)
			.withPropertyValues(PATH)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(NotificationReceiver.class));
		this.servlet.withClassLoader(new FilteredClassLoader(DispatcherServlet.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("wechatpay.notificationHandlerMapping"));
		this.reactive.withClassLoader(new FilteredClassLoader(DispatcherHandler.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("wechatpay.notificationHandlerMapping"));
	}

	@Test
	void hasNoEndpointWithoutAMerchant() {
		this.servlet.withPropertyValues("wechatpay.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(NotificationReceiver.class));
	}

	@Test
	void saysAtStartUpThatTheApiV3KeyIsMissing() {
		this.servlet.withPropertyValues("wechatpay.api-v3-key=")
			.run((context) -> assertProblem(context.getStartupFailure(), "wechatpay.api-v3-key"));
		this.reactive.withPropertyValues("wechatpay.api-v3-key=")
			.run((context) -> assertProblem(context.getStartupFailure(), "wechatpay.api-v3-key"));
	}

	@Test
	void saysAtStartUpThatThePathIsNone() {
		for (String path : List.of("", "notify", "/notify?a=b")) {
			this.servlet.withPropertyValues("wechatpay.notification.path=" + path)
				.run((context) -> assertProblem(context.getStartupFailure(), "wechatpay.notification.path"));
		}
	}

	@Test
	void leavesNotificationsToTheHandlerThatIsThere() {
		List<WechatPayNotification> handled = new CopyOnWriteArrayList<>();
		this.servlet.withUserConfiguration(Listening.class)
			.withBean(NotificationHandler.class, () -> handled::add)
			.run((context) -> {
				assertThat(receive(context, used())).isEqualTo(NotificationOutcome.HANDLED);
				assertThat(receive(context, used())).isEqualTo(NotificationOutcome.REPEATED);
				assertThat(handled).hasSize(1);
				assertThat(context.getBean(Listening.class).used).isEmpty();
			});
	}

	@Test
	void doesNotStartWithTwoHandlers() {
		this.servlet.withBean("one", NotificationHandler.class, () -> (notification) -> {
		}).withBean("other", NotificationHandler.class, () -> (notification) -> {
		}).run((context) -> assertThat(context.getStartupFailure()).hasMessageContaining("one,other"));
	}

	@Test
	void publishesNotificationsWithoutAHandler(CapturedOutput output) {
		this.servlet.withUserConfiguration(Listening.class).run((context) -> {
			assertThat(receive(context, used())).isEqualTo(NotificationOutcome.HANDLED);
			assertThat(context.getBean(Listening.class).used).extracting(CouponUsedNotification::couponId)
				.containsExactly("98674556");
			assertThat(context.getBean(Listening.class).any).hasSize(1);
			assertThat(output).doesNotContain("Nobody handles");
		});
	}

	@Test
	void failsIfAListenerFails() {
		this.servlet.withUserConfiguration(Listening.class).run((context) -> {
			context.getBean(Listening.class).failure = new IllegalStateException("planted failure");
			assertThat(receive(context, used())).isEqualTo(NotificationOutcome.FAILED);
			context.getBean(Listening.class).failure = null;
			assertThat(receive(context, used())).isEqualTo(NotificationOutcome.HANDLED);
		});
	}

	@Test
	void warnsOnceOfEachTypeThatNobodyListensTo(CapturedOutput output) {
		this.servlet.withUserConfiguration(ListeningToSomethingElse.class).run((context) -> {
			for (int i = 0; i < 3; i++) {
				assertThat(receive(context, used("EV-" + i))).isEqualTo(NotificationOutcome.HANDLED);
			}
			assertThat(receive(context, signed("EV-9", "ANY.EVENT"))).isEqualTo(NotificationOutcome.HANDLED);
			assertThat(output.toString().lines().filter((line) -> line.contains("Nobody handles"))).hasSize(2)
				.anyMatch((line) -> line.contains("WARN") && line.contains("Nobody handles COUPON.USE")
						&& line.contains("@EventListener void on(CouponUsedNotification notification)"))
				.anyMatch((line) -> line.contains("Nobody handles ANY.EVENT"));
		});
	}

	@Test
	void findsAListenerOfAnyKindAndInTheParent(CapturedOutput output) {
		ApplicationContextRunner parent = new ApplicationContextRunner().withUserConfiguration(Listening.class);
		parent.run((context) -> this.servlet.withParent(context.getSourceApplicationContext())
			.run((child) -> assertThat(receive(child, used())).isEqualTo(NotificationOutcome.HANDLED)));
		this.servlet.withBean(PayloadListener.class)
			.run((context) -> assertThat(receive(context, used())).isEqualTo(NotificationOutcome.HANDLED));
		assertThat(output).doesNotContain("Nobody handles");
	}

	@Test
	void takesTheApplicationsOwnStore() {
		NotificationStore own = new InMemoryNotificationStore(FakeWechatPay.CLOCK);
		own.claim(new NotificationStore.Claim("default", Callback.ID));
		this.servlet.withBean("own", NotificationStore.class, () -> own).run((context) -> {
			assertThat(context).getBean(NotificationStore.class).isSameAs(own);
			assertThat(receive(context, used())).isEqualTo(NotificationOutcome.IN_PROGRESS);
		});
	}

	@Test
	void needsNoApiV3KeyWithAParserOfTheApplication() {
		this.servlet.withPropertyValues("wechatpay.api-v3-key=")
			.withBean("own", NotificationParser.class, () -> new NotificationParser((message) -> {
			}, AeadCipher.of(Callback.API_V3_KEY)))
			.run((context) -> assertThat(receive(context, used())).isEqualTo(NotificationOutcome.HANDLED));
	}

	@Test
	void handlesOnTheTaskExecutorOfTheApplication() {
		CompletableFuture<String> thread = new CompletableFuture<>();
		this.servlet.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.withPropertyValues("spring.task.execution.thread-name-prefix=planted-")
			.withBean(NotificationHandler.class,
					() -> (notification) -> thread.complete(Thread.currentThread().getName()))
			.run((context) -> {
				assertThat(receive(context, used())).isEqualTo(NotificationOutcome.HANDLED);
				assertThat(thread.join()).startsWith("planted-");
			});
	}

	@Test
	void handlesOnThreadsOfItsOwnIfTheApplicationHasNoSuchExecutor() {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		this.servlet.withBean("own", Executor.class, () -> (task) -> {
			throw new AssertionError("for something else");
		})
			.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.withBean(NotificationHandler.class, () -> (notification) -> thread.complete(Thread.currentThread()))
			.run((context) -> {
				assertThat(receive(context, used())).isEqualTo(NotificationOutcome.HANDLED);
				assertThat(thread.join().getName()).startsWith("wechatpay-notification-");
				assertThat(thread.join()).isNotSameAs(Thread.currentThread());
			});
	}

	@Test
	void leavesTheApplicationItsTaskExecutor() {
		this.servlet.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.run((context) -> assertThat(context).hasSingleBean(Executor.class));
	}

	@Test
	void countsDeliveriesByTypeAndOutcome() {
		this.servlet.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withUserConfiguration(Listening.class)
			.run((context) -> {
				receive(context, used());
				receive(context, used());
				receive(context, signed("EV-1", "COUPON.SEND"));
				receive(context, signed("EV-2", "ANY.EVENT"));
				Callback forged = used();
				forged.headers().set("Wechatpay-Signature", "WECHATPAY/SIGNTEST/AAAA");
				receive(context, forged);
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(registry.find("wechatpay.notifications").counters()).hasSize(5);
				assertThat(count(registry, "COUPON.USE", "HANDLED")).isEqualTo(1);
				assertThat(count(registry, "COUPON.USE", "REPEATED")).isEqualTo(1);
				assertThat(count(registry, "COUPON.SEND", "HANDLED")).isEqualTo(1);
				assertThat(count(registry, "other", "HANDLED")).isEqualTo(1);
				assertThat(count(registry, "none", "PROBE")).isEqualTo(1);
			});
	}

	@Test
	void measuresVerificationAndCountsWhyItFails() {
		this.servlet.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withUserConfiguration(Listening.class)
			.run((context) -> {
				receive(context, used());
				Callback unknown = used();
				unknown.headers().set("Wechatpay-Serial", "PUB_KEY_ID_PLANTED");
				receive(context, unknown);
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(registry.get("wechatpay.notifications.parse").tag("merchant", "default").timer().count())
					.isEqualTo(2);
				assertThat(registry.get("wechatpay.notifications.verification.failures")
					.tags("merchant", "default", "reason", "SERIAL_UNKNOWN")
					.counter()
					.count()).isEqualTo(1);
			});
	}

	@Test
	void tagsNothingThatASenderMayChoose() {
		this.servlet.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues(ConfiguredWechatPay.named("brand-b", "1900000002"))
			.withPropertyValues("wechatpay.merchants.brand-b.api-v3-key=" + Callback.API_V3_KEY)
			.withUserConfiguration(Listening.class)
			.run((context) -> {
				MerchantNotifications notifications = context.getBean(MerchantNotifications.class);
				Callback callback = used();
				notifications.receive("brand-b", callback.headers(), callback.body()).join();
				notifications.receive("planted", callback.headers(), callback.body()).join();
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(registry.find("wechatpay.notifications").counters())
					.extracting((counter) -> counter.getId().getTag("merchant"))
					.containsExactlyInAnyOrder("brand-b", "none");
				assertThat(registry.getMeters()).flatExtracting((meter) -> meter.getId().getTags())
					.extracting(Tag::getKey)
					.containsOnly("merchant", "outcome", "type");
			});
	}

	@Test
	void needsNoMicrometer() {
		this.servlet.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.run((context) -> assertThat(receive(context, used())).isEqualTo(NotificationOutcome.HANDLED));
	}

	@Test
	void isFoundBySpringBoot() {
		assertThat(ImportCandidates.load(AutoConfiguration.class, null))
			.contains(WechatPayNotificationEndpointAutoConfiguration.class.getName());
	}

	private static Object filterPatterns(ApplicationContext context) {
		FilterRegistrationBean<?> registration = context.getBean(FilterRegistrationBean.class);
		return List.copyOf(registration.getUrlPatterns());
	}

	private static void assertProblem(Throwable failure, String property) {
		assertThat(failure).rootCause()
			.isInstanceOfSatisfying(InvalidWechatPayConfigurationException.class,
					(ex) -> assertThat(ex.problems()).extracting(Problem::property).containsExactly(property));
	}

	private static double count(MeterRegistry registry, String type, String outcome) {
		return registry.get("wechatpay.notifications").tags("type", type, "outcome", outcome).counter().count();
	}

	private static NotificationOutcome receive(ApplicationContext context, Callback callback) {
		return context.getBean(MerchantNotifications.class).receive(null, callback.headers(), callback.body()).join();
	}

	private static Callback used() {
		return used(Callback.ID);
	}

	private static Callback used(String id) {
		return signed(id, "COUPON.USE");
	}

	private static Callback signed(String id, String eventType) {
		String resource = "{\"coupon_id\":\"98674556\",\"coupon_code\":\"98674556\",\"stock_id\":\"9865888\"}";
		String body = new String(Callback.of(eventType, resource).body()).replace(Callback.ID, id);
		return Callback.signed(body.getBytes(), FakeWechatPay.PLATFORM_KEYS, Instant.now());
	}

	static class Listening {

		private final List<CouponUsedNotification> used = new CopyOnWriteArrayList<>();

		private final List<WechatPayNotification> any = new CopyOnWriteArrayList<>();

		private volatile RuntimeException failure;

		@EventListener
		void on(CouponUsedNotification notification) {
			this.used.add(notification);
		}

		@EventListener
		void on(WechatPayNotification notification) {
			this.any.add(notification);
			if (this.failure != null) {
				throw this.failure;
			}
		}

	}

	static class ListeningToSomethingElse {

		@EventListener
		void on(String text) {
		}

		@EventListener
		void onAnything(Object event) {
		}

	}

	static class PayloadListener implements ApplicationListener<PayloadApplicationEvent<CouponUsedNotification>> {

		@Override
		public void onApplicationEvent(PayloadApplicationEvent<CouponUsedNotification> event) {
		}

	}

}
