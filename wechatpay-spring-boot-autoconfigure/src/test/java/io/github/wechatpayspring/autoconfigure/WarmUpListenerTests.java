package io.github.wechatpayspring.autoconfigure;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.wechatpayspring.autoconfigure.http.LazyRequestFactory;
import io.github.wechatpayspring.key.RequestSigner;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class WarmUpListenerTests {

	/**
	 * Wait until what runs in the background has ended.
	 * @throws InterruptedException if interrupted
	 */
	static void await() throws InterruptedException {
		for (Thread thread : Thread.getAllStackTraces().keySet()) {
			if (thread.getName().equals(WarmUpListener.THREAD)) {
				assertThat(thread.isDaemon()).isTrue();
				thread.join();
			}
		}
	}

	@Test
	void createsTheHttpClientAndSendsNothing() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
				ConfigurableApplicationContext context = start(Application.class,
						"wechatpay.base-url=http://localhost:" + server.getLocalPort())) {
			assertThat(httpClient(context)).isNotNull();
			server.setSoTimeout(1);
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(server::accept);
		}
	}

	@Test
	void doesNotTouchWhatAnApplicationAdds() throws Exception {
		try (ConfigurableApplicationContext context = start(Extended.class)) {
			Extended extended = context.getBean(Extended.class);
			assertThat(httpClient(context)).isNotNull();
			assertThat(extended.signed).hasValue(0);
			assertThat(extended.intercepted).hasValue(0);
			assertThat(extended.customized).as("for the real client").hasValue(1);
			assertThat(extended.registry).doesNotHaveAnyObservation();
		}
	}

	@Test
	void createsNoBeanThatIsLazy() throws Exception {
		try (ConfigurableApplicationContext context = start(Extended.class, "spring.main.lazy-initialization=true")) {
			assertThat(context.getBeanFactory().containsSingleton(WarmUpListener.MERCHANTS)).isFalse();
			assertThat(context.getBeanFactory().containsSingleton(WarmUpListener.REQUEST_FACTORY)).isFalse();
		}
	}

	@Test
	void aFailureIsSilent(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = start(Application.class,
				"spring.http.clients.imperative.factory=none-of-these")) {
			assertThat(httpClient(context)).isNull();
			assertThat(output).doesNotContain("WARN", "ERROR", "Exception");
		}
	}

	@Test
	void doesNothingBeforeAnApplicationIsReady() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class))
			.withPropertyValues(ConfiguredWechatPay.properties())
			.run((context) -> {
				await();
				assertThat(httpClient(context.getSourceApplicationContext())).isNull();
			});
	}

	private static ConfigurableApplicationContext start(Class<?> source, String... properties)
			throws InterruptedException {
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(WebApplicationType.NONE);
		List<String> arguments = new ArrayList<>();
		Stream.of(ConfiguredWechatPay.properties(), properties)
			.flatMap(Stream::of)
			.forEach((property) -> arguments.add("--" + property.replace("\\n", "\n")));
		ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
		await();
		return context;
	}

	private static @Nullable Object httpClient(ConfigurableApplicationContext context) {
		return ReflectionTestUtils.getField(context.getBean(LazyRequestFactory.class), "created");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(WechatPayAutoConfiguration.class)
	static class Application {

	}

	/**
	 * Has all that an application may add to calls.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(WechatPayAutoConfiguration.class)
	static class Extended {

		private final AtomicInteger signed = new AtomicInteger();

		private final AtomicInteger customized = new AtomicInteger();

		private final AtomicInteger intercepted = new AtomicInteger();

		private final TestObservationRegistry registry = TestObservationRegistry.create();

		@Bean
		RequestSigner signer() {
			return (message) -> {
				this.signed.incrementAndGet();
				return message;
			};
		}

		@Bean
		WechatPayRestClientCustomizer customizer() {
			return (builder) -> {
				this.customized.incrementAndGet();
				builder.requestInterceptor((request, body, execution) -> {
					this.intercepted.incrementAndGet();
					return execution.execute(request, body);
				});
			};
		}

		@Bean
		ObservationRegistry observations() {
			return this.registry;
		}

	}

}
