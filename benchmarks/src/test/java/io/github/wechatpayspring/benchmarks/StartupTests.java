package io.github.wechatpayspring.benchmarks;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

@Timeout(120)
class StartupTests {

	private static StartupBenchmark benchmark;

	@BeforeAll
	static void create() throws Exception {
		benchmark = new StartupBenchmark(List.of("-XX:TieredStopAtLevel=1"));
	}

	@AfterAll
	static void close() throws Exception {
		benchmark.close();
	}

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void eachVariantGivesACoupon(StartupVariant variant) throws Exception {
		try (ConfigurableApplicationContext context = StartupApplication
			.start(benchmark.args(variant).toArray(String[]::new))) {
			assertThat(context.getBean(CouponClient.class).send("1")).isEqualTo(SignedAnswer.COUPON_ID);
		}
	}

	@Test
	void whereNothingIsConfiguredNothingGivesACoupon() {
		try (ConfigurableApplicationContext context = StartupApplication
			.start(benchmark.args(StartupVariant.NONE).toArray(String[]::new))) {
			assertThat(context.getBeanProvider(CouponClient.class).getIfAvailable()).isNull();
		}
	}

	@Test
	void measuresAProcess() throws Exception {
		Duration idle = Duration.ofMillis(1);
		StartupBenchmark.Start start = benchmark.start(StartupVariant.STARTER, idle);
		assertThat(start.context()).isPositive();
		assertThat(start.call()).isPositive();
		assertThat(start.coupon()).isGreaterThan(start.context() + idle.toMillis() + start.call());
	}

	@Test
	void aProcessThatGivesNoCouponIsAnError() throws Exception {
		try (StartupBenchmark broken = new StartupBenchmark(List.of("-Dspring.main.lazy-initialization=broken"))) {
			assertThatIOException().isThrownBy(() -> broken.start(StartupVariant.STARTER, Duration.ZERO))
				.withMessageStartingWith("A process has ended before its time");
		}
	}

}
