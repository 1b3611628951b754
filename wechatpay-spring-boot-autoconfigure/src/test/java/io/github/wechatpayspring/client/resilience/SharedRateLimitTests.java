package io.github.wechatpayspring.client.resilience;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.github.wechatpayspring.TestDatabases;
import io.github.wechatpayspring.WechatPayLimitException;
import io.github.wechatpayspring.client.observation.ClientEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rate limits that several instances of an application share.
 */
class SharedRateLimitTests {

	private static final String SCRIPT = "io/github/wechatpayspring/ratelimit/schema-%s.sql";

	private final Queue<Long> sent = new ConcurrentLinkedQueue<>();

	static List<String> platforms() {
		return TestDatabases.platforms();
	}

	@ParameterizedTest
	@MethodSource("platforms")
	void countTheCallsOfAllInstances(String platform) throws IOException {
		DataSource dataSource = TestDatabases.create(platform, SCRIPT);
		List<RateLimitInterceptor> instances = instances(dataSource, 3, "200/h", Duration.ofMillis(1));
		// four may be sent at once
		for (int i = 0; i < 4; i++) {
			call(instances.get(i % 3));
		}
		for (RateLimitInterceptor instance : instances) {
			assertThatExceptionOfType(WechatPayLimitException.class).isThrownBy(() -> call(instance))
				.withMessageStartingWith("Nothing was sent: more than 200/h calls of favor-send");
		}
		assertThat(this.sent).hasSize(4);
	}

	@ParameterizedTest
	@MethodSource("platforms")
	void letNoSecondHaveMoreThanTheLimit(String platform) throws Exception {
		DataSource dataSource = TestDatabases.create(platform, SCRIPT);
		ExecutorService callers = Executors.newFixedThreadPool(12);
		long start = System.nanoTime();
		for (RateLimitInterceptor instance : instances(dataSource, 3, "60/s", Duration.ofMinutes(1))) {
			for (int caller = 0; caller < 4; caller++) {
				callers.execute(() -> {
					for (int i = 0; i < 15; i++) {
						call(instance);
					}
				});
			}
		}
		callers.shutdown();
		assertThat(callers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
		assertThat(this.sent).hasSize(180);
		// what was granted by any moment: 3 at once and 54 a second since the start
		List<Long> times = new ArrayList<>(this.sent.stream().sorted().toList());
		for (int i = 0; i < times.size(); i++) {
			double seconds = (times.get(i) - start) / 1e9;
			assertThat(i + 1.0).as("calls after %s s", seconds).isLessThanOrEqualTo(3 + 54 * (seconds + 0.1) + 1);
		}
	}

	@ParameterizedTest
	@MethodSource("platforms")
	void belongToAMerchantAndAnOperation(String platform) throws IOException {
		RateLimitStore store = new JdbcRateLimitStore(TestDatabases.create(platform, SCRIPT),
				JdbcRateLimitStore.DEFAULT_TABLE_NAME);
		call(interceptor(store.of("1900000109"), "1/h", Duration.ofMillis(1)));
		call(interceptor(store.of("1900000110"), "1/h", Duration.ofMillis(1)));
		assertThatExceptionOfType(WechatPayLimitException.class)
			.isThrownBy(() -> call(interceptor(store.of("1900000109"), "1/h", Duration.ofMillis(1))));
	}

	@ParameterizedTest
	@MethodSource("platforms")
	void takeEffectWhenTheyAreChanged(String platform) throws IOException {
		RateLimitStore store = new JdbcRateLimitStore(TestDatabases.create(platform, SCRIPT),
				JdbcRateLimitStore.DEFAULT_TABLE_NAME);
		call(interceptor(store, "1/h", Duration.ofMillis(1)));
		assertThatExceptionOfType(WechatPayLimitException.class)
			.isThrownBy(() -> call(interceptor(store, "1/h", Duration.ofMillis(1))));
		call(interceptor(store, "2/h", Duration.ofMillis(1)));
	}

	@Test
	void leaveEachInstanceToItselfWhileTheDatabaseIsGone() throws IOException {
		DataSource gone = new DriverManagerDataSource("jdbc:h2:tcp://localhost:1/gone");
		for (RateLimitInterceptor instance : instances(gone, 2, "1/h", Duration.ofMillis(1))) {
			call(instance);
			assertThatExceptionOfType(WechatPayLimitException.class).isThrownBy(() -> call(instance));
		}
	}

	@Test
	void holdNobodyUpWhileNoConnectionIsFree() throws Exception {
		CountDownLatch free = new CountDownLatch(1);
		AtomicInteger attempts = new AtomicInteger();
		DataSource busy = new AbstractDataSource() {

			@Override
			public Connection getConnection() throws SQLException {
				attempts.incrementAndGet();
				try {
					free.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				throw new SQLException("closed");
			}

			@Override
			public Connection getConnection(String username, String password) throws SQLException {
				return getConnection();
			}

		};
		RateLimitInterceptor instance = instances(busy, 1, "500/s", Duration.ofSeconds(1)).get(0);
		try {
			callAtOnce(instance, 8);
			assertThat(this.sent).hasSize(8);
			// those that had waited for the first one's failure did not ask as well
			assertThat(attempts).hasValue(1);
		}
		finally {
			free.countDown();
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void warnOnceWhenTheyCannotBeReached(CapturedOutput output) throws Exception {
		DataSource gone = new DriverManagerDataSource("jdbc:h2:tcp://localhost:1/gone");
		callAtOnce(instances(gone, 1, "500/s", Duration.ofSeconds(1)).get(0), 8);
		assertThat(this.sent).hasSize(8);
		assertThat(output).containsOnlyOnce("The shared rate limits cannot be reached");
	}

	private void callAtOnce(RateLimitInterceptor instance, int count) throws InterruptedException {
		ExecutorService callers = Executors.newFixedThreadPool(count);
		for (int i = 0; i < count; i++) {
			callers.execute(() -> call(instance));
		}
		callers.shutdown();
		assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
	}

	private static List<RateLimitInterceptor> instances(DataSource dataSource, int count, String limit,
			Duration maxWait) {
		List<RateLimitInterceptor> instances = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			instances.add(interceptor(new JdbcRateLimitStore(dataSource, JdbcRateLimitStore.DEFAULT_TABLE_NAME), limit,
					maxWait));
		}
		return instances;
	}

	private static RateLimitInterceptor interceptor(RateLimitStore store, String limit, Duration maxWait) {
		return new RateLimitInterceptor(Map.of("favor-send", RateLimit.of(limit)), maxWait, store, ClientEvents.NONE);
	}

	private void call(RateLimitInterceptor limits) {
		HttpRequest request = new MockClientHttpRequest(HttpMethod.POST,
				URI.create("https://api.mch.weixin.qq.com/v3/x"));
		CallOptions.operation("favor-send").accept(request.getAttributes());
		try {
			limits.intercept(request, new byte[0], (sent, body) -> {
				this.sent.add(System.nanoTime());
				return new MockClientHttpResponse();
			});
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
