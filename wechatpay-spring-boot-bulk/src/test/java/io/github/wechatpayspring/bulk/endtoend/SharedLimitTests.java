package io.github.wechatpayspring.bulk.endtoend;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wechatpayspring.bulk.BulkIssuing;
import io.github.wechatpayspring.bulk.BulkJobRequest;
import io.github.wechatpayspring.bulk.BulkJobState;
import io.github.wechatpayspring.bulk.BulkLines;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.SendFavorCouponRequest;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A limit that two instances and single sends share, as WeChat Pay sees it:
 * {@code -Dbulk.limit=500} on a machine that is quiet and fast enough. What is granted is
 * tested on any machine, with the store.
 */
@EnabledIfSystemProperty(named = "bulk.limit", matches = "\\d+")
class SharedLimitTests {

	private static final int LIMIT = Integer.getInteger("bulk.limit", 500);

	private static final int SECONDS = Integer.getInteger("bulk.seconds", 20);

	private final WechatPaySimulator wechatPay = WechatPaySimulator.builder().stocks(BulkApplication.stocks()).start();

	private final List<Instance> instances = new ArrayList<>();

	@TempDir
	private Path directory;

	@AfterEach
	void stop() throws Exception {
		for (Instance instance : this.instances) {
			instance.kill();
		}
		this.wechatPay.close();
	}

	@Test
	void holdsForAllInstancesAndSingleSendsTogether() throws Exception {
		String name = (System.getenv("TEST_POSTGRES_URL") != null) ? "PostgreSQL" : "H2";
		try (TestDatabase database = TestDatabase.create(name, this.directory);
				ConfigurableApplicationContext console = BulkApplication.start(this.wechatPay,
						properties(database, "wechatpay.bulk.threads=0"))) {
			BulkIssuing bulk = console.getBean(BulkIssuing.class);
			bulk.create(BulkJobRequest.builder()
				.name("spring")
				.stockId(BulkApplication.STOCK)
				.lines(BulkLines.openids(BulkApplication.openids(LIMIT * SECONDS)))
				.build());
			for (int i = 0; i < 2; i++) {
				this.instances
					.add(Instance.start(this.wechatPay, this.directory.resolve("instance-%d.log".formatted(i)),
							properties(database, "wechatpay.bulk.threads=32")));
			}
			bulk.start("spring");
			sendWhileRunning(console.getBean(FavorCouponService.class), bulk);
		}
		List<Instant> times = this.wechatPay.issuedCoupons().stream().map(IssuedCoupon::createTime).sorted().toList();
		int most = most(times);
		double perSecond = perSecond(times);
		System.out
			.println("limit %d/s, most in a sliding second %d, on average %.1f/s".formatted(LIMIT, most, perSecond));
		assertThat(most).isLessThanOrEqualTo(LIMIT);
		assertThat(perSecond).isGreaterThanOrEqualTo(0.9 * LIMIT);
	}

	private static void sendWhileRunning(FavorCouponService favorCoupons, BulkIssuing bulk) {
		AtomicInteger singles = new AtomicInteger();
		Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(100)).until(() -> {
			favorCoupons.send(SendFavorCouponRequest.builder()
				.openid("oUpF8uMuAJO_M2pxb1Q9zSingle")
				.stockId(BulkApplication.STOCK)
				.outRequestNo("single-" + singles.incrementAndGet())
				.build());
			return bulk.progress("spring").state() == BulkJobState.FINISHED;
		});
	}

	private static String[] properties(TestDatabase database, String more) {
		List<String> properties = new ArrayList<>(List.of(database.properties()));
		properties.addAll(List.of(more, "wechatpay.client.rate-limit.store=jdbc",
				"wechatpay.client.rate-limit.jdbc.initialize-schema=always",
				"wechatpay.client.rate-limit.favor-send=" + LIMIT + "/s"));
		return properties.toArray(String[]::new);
	}

	private static int most(List<Instant> times) {
		int most = 0;
		int first = 0;
		for (int last = 0; last < times.size(); last++) {
			while (!times.get(first).plusSeconds(1).isAfter(times.get(last))) {
				first++;
			}
			most = Math.max(most, last - first + 1);
		}
		return most;
	}

	// between a quarter and three quarters, when all instances are there
	private static double perSecond(List<Instant> times) {
		int from = times.size() / 4;
		int to = 3 * times.size() / 4;
		return (to - from) / (Duration.between(times.get(from), times.get(to)).toMillis() / 1000.0);
	}

}
