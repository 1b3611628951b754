package io.github.wechatpayspring.autoconfigure.ratelimit;

import java.time.Duration;
import java.util.UUID;

import javax.sql.DataSource;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeoutException;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.client.resilience.JdbcRateLimitStore;
import io.github.wechatpayspring.client.resilience.RateLimitStore;
import io.github.wechatpayspring.key.KeyMaterial;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException;
import io.github.wechatpayspring.merchant.InvalidWechatPayConfigurationException.Problem;
import io.github.wechatpayspring.merchant.WechatPay;
import org.h2.Driver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

class WechatPayRateLimitAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class, DataSourceAutoConfiguration.class,
				DataRedisAutoConfiguration.class, WechatPayRateLimitAutoConfiguration.class))
		.withPropertyValues("wechatpay.merchant-id=" + FakeWechatPay.MERCHANT_ID,
				"wechatpay.merchant-serial-number=" + FakeWechatPay.MERCHANT_SERIAL,
				"wechatpay.merchant-private-key=" + KeyMaterial.privateKey(FakeWechatPay.MERCHANT_KEYS),
				"wechatpay.platform-public-key-id=" + FakeWechatPay.PLATFORM_KEY_ID,
				"wechatpay.platform-public-key=" + KeyMaterial.publicKey(FakeWechatPay.PLATFORM_KEYS));

	private static BucketConfiguration oneAnHour() {
		return BucketConfiguration.builder()
			.addLimit((limit) -> limit.capacity(1).refillGreedy(1, Duration.ofHours(1)))
			.build();
	}

	private static Problem problem(AssertableApplicationContext context) {
		assertThat(context).hasFailed();
		Throwable cause = NestedExceptionUtils.getRootCause(context.getStartupFailure());
		assertThat(cause).isInstanceOf(InvalidWechatPayConfigurationException.class);
		return ((InvalidWechatPayConfigurationException) cause).problems().get(0);
	}

	@Test
	void keepsLimitsInMemoryUnlessAsked() {
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RateLimitStore.class));
	}

	@Test
	void keepsLimitsInTheDatabaseOfTheApplication() {
		this.runner
			.withPropertyValues("wechatpay.client.rate-limit.store=jdbc",
					"spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID())
			.run((context) -> {
				assertThat(context).hasSingleBean(JdbcRateLimitStore.class);
				Bucket bucket = context.getBean(RateLimitStore.class).bucket("1900000109/favor-send", oneAnHour());
				assertThat(bucket.tryConsume(1)).isTrue();
				assertThat(bucket.tryConsume(1)).isFalse();
			});
	}

	@Test
	void takesPermitsApartFromATransactionOfTheApplication() {
		SimpleDriverDataSource target = new SimpleDriverDataSource(new Driver(),
				"jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
		this.runner.withBean(DataSource.class, () -> new TransactionAwareDataSourceProxy(target))
			.withPropertyValues("wechatpay.client.rate-limit.store=jdbc",
					"wechatpay.client.rate-limit.jdbc.initialize-schema=always")
			.run((context) -> {
				JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
				jdbc.execute("CREATE TABLE sale (id INT)");
				Bucket bucket = context.getBean(RateLimitStore.class).bucket("1900000109/favor-send", oneAnHour());
				new TransactionTemplate(new JdbcTransactionManager(target)).executeWithoutResult((status) -> {
					jdbc.update("INSERT INTO sale VALUES (1)");
					assertThat(bucket.tryConsume(1)).isTrue();
					status.setRollbackOnly();
				});
				assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM sale", Integer.class)).isZero();
				assertThat(bucket.tryConsume(1)).isFalse();
			});
	}

	@Test
	void asksForATableNameThatItsScriptCreates() {
		this.runner
			.withPropertyValues("wechatpay.client.rate-limit.store=jdbc", "spring.datasource.url=jdbc:h2:mem:x",
					"wechatpay.client.rate-limit.jdbc.table-name=other")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining(InvalidWechatPayConfigurationException.class.getName())
				.hasStackTraceContaining("wechatpay.client.rate-limit.jdbc.table-name"));
	}

	@Test
	@EnabledIfEnvironmentVariable(named = "TEST_REDIS_URL", matches = ".+")
	void keepsLimitsInRedis() {
		String key = UUID.randomUUID() + "/favor-send";
		ApplicationContextRunner redis = this.runner.withPropertyValues("wechatpay.client.rate-limit.store=redis",
				"spring.data.redis.url=" + System.getenv("TEST_REDIS_URL"));
		redis.run((one) -> redis.run((two) -> {
			assertThat(one.getBean(RateLimitStore.class).bucket(key, oneAnHour()).tryConsume(1)).isTrue();
			assertThat(two.getBean(RateLimitStore.class).bucket(key, oneAnHour()).tryConsume(1)).isFalse();
		}));
	}

	@Test
	@EnabledIfEnvironmentVariable(named = "TEST_REDIS_URL", matches = ".+")
	void doesNotWaitLongForRedis() {
		this.runner
			.withPropertyValues("wechatpay.client.rate-limit.store=redis",
					"spring.data.redis.url=" + System.getenv("TEST_REDIS_URL"))
			.run((context) -> {
				Bucket bucket = context.getBean(RateLimitStore.class)
					.bucket(UUID.randomUUID() + "/favor-send", oneAnHour());
				try (RedisConnection other = context.getBean(LettuceConnectionFactory.class).getConnection()) {
					other.execute("CLIENT", "PAUSE".getBytes(), "20000".getBytes(), "WRITE".getBytes());
					try {
						assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> bucket.tryConsume(1));
					}
					finally {
						other.execute("CLIENT", "UNPAUSE".getBytes());
					}
				}
			});
	}

	@Test
	void connectsToRedisNotBeforeTheFirstCall() {
		this.runner
			.withPropertyValues("wechatpay.client.rate-limit.store=redis", "spring.data.redis.url=redis://localhost:1")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(RedisRateLimitStore.class));
	}

	@ParameterizedTest
	@CsvSource({ "redis,spring-boot-starter-data-redis", "jdbc,spring-boot-starter-jdbc" })
	void namesWhatIsMissing(String store, String dependency) {
		this.runner.withPropertyValues("wechatpay.client.rate-limit.store=" + store)
			.withClassLoader(
					new FilteredClassLoader(LettuceConnectionFactory.class, DataSourceScriptDatabaseInitializer.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidWechatPayConfigurationException.class,
						(ex) -> assertThat(ex.problems().get(0).action()).contains(dependency)));
	}

	@Test
	void asksForTheLibraryThatKeepsPermitsInRedis() {
		this.runner.withPropertyValues("wechatpay.client.rate-limit.store=redis")
			.withClassLoader(new FilteredClassLoader(Bucket4jLettuce.class))
			.run((context) -> assertThat(problem(context).action()).contains("com.bucket4j:bucket4j_jdk17-lettuce"));
	}

	@Test
	void asksForAConnectionFactoryOfLettuce() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WechatPayRateLimitAutoConfiguration.class))
			.withBean(WechatPay.class, () -> mock(WechatPay.class))
			.withPropertyValues("wechatpay.client.rate-limit.store=redis")
			.run((context) -> assertThat(problem(context).action()).contains("spring.data.redis.host"));
	}

	@Test
	void asksWhichOfSeveralDatabasesToUse() {
		this.runner.withBean("one", DataSource.class, () -> mock(DataSource.class))
			.withBean("two", DataSource.class, () -> mock(DataSource.class))
			.withPropertyValues("wechatpay.client.rate-limit.store=jdbc")
			.run((context) -> assertThat(problem(context).action()).contains("@Primary"));
	}

	@Test
	void createsNoTableUnlessItMay() {
		this.runner
			.withPropertyValues("wechatpay.client.rate-limit.store=jdbc",
					"wechatpay.client.rate-limit.jdbc.initialize-schema=never",
					"spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID())
			.run((context) -> assertThat(context).hasSingleBean(JdbcRateLimitStore.class)
				.doesNotHaveBean(WechatPayRateLimitAutoConfiguration.RateLimitSchemaInitializer.class));
	}

	@Test
	void leavesTheFieldToABeanOfTheApplication() {
		RateLimitStore own = RateLimitStore.inMemory();
		this.runner.withBean(RateLimitStore.class, () -> own)
			.withPropertyValues("wechatpay.client.rate-limit.store=jdbc")
			.run((context) -> assertThat(context.getBean(RateLimitStore.class)).isSameAs(own));
	}

}
