package io.github.wechatpayspring.bulk.endtoend;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.wechatpayspring.OutRequestNo;
import io.github.wechatpayspring.bulk.BulkIssuing;
import io.github.wechatpayspring.bulk.BulkJobRequest;
import io.github.wechatpayspring.bulk.BulkJobState;
import io.github.wechatpayspring.bulk.BulkLines;
import io.github.wechatpayspring.bulk.BulkOutcome;
import io.github.wechatpayspring.bulk.BulkOutcome.Status;
import io.github.wechatpayspring.bulk.BulkProgress;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instances of an application that are killed while they issue coupons. A run with
 * {@code -Dbulk.lines=20000 -Dbulk.kills=20} is larger.
 */
class KilledInstancesTests {

	private static final int LINES = Integer.getInteger("bulk.lines", 800);

	private static final int KILLS = Integer.getInteger("bulk.kills", 2);

	private final WechatPaySimulator wechatPay = WechatPaySimulator.builder().stocks(BulkApplication.stocks()).start();

	private final Random random = new Random(7);

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

	static List<String> databases() {
		return TestDatabase.names();
	}

	@ParameterizedTest
	@MethodSource("databases")
	void issueEachLineExactlyOnce(String name) throws Exception {
		try (TestDatabase database = TestDatabase.create(name, this.directory);
				ConfigurableApplicationContext console = console(database)) {
			BulkIssuing bulk = console.getBean(BulkIssuing.class);
			List<String> openids = BulkApplication.openids(LINES);
			bulk.create(BulkJobRequest.builder()
				.name("spring")
				.stockId(BulkApplication.STOCK)
				.lines(BulkLines.openids(openids))
				.build());
			injectFaults();
			startInstances(2, database);
			bulk.start("spring");
			for (int kill = 1; kill <= KILLS; kill++) {
				awaitCoupons(kill * LINES / (KILLS + 1));
				Instance victim = this.instances.get(this.random.nextInt(2));
				victim.kill();
				victim.restart();
			}
			awaitCoupons(LINES);
			this.wechatPay.clearFaults();
			BulkProgress done = awaitFinished(bulk);
			assertThat(done.issued()).isEqualTo(LINES);
			assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::outRequestNo)
				.containsExactlyInAnyOrderElementsOf(
						openids.stream().map((openid) -> OutRequestNo.of("spring", openid, "1")).toList());
			assertThat(bulk.outcomes("spring")).extracting(BulkOutcome::couponId)
				.containsExactlyInAnyOrderElementsOf(
						this.wechatPay.issuedCoupons().stream().map(IssuedCoupon::id).toList());
		}
	}

	@Test
	void finishesWithoutAnOperatorAfterAllOfThemWereKilled() throws Exception {
		try (TestDatabase database = TestDatabase.create("H2", this.directory);
				ConfigurableApplicationContext console = console(database)) {
			BulkIssuing bulk = console.getBean(BulkIssuing.class);
			create(bulk);
			startInstances(2, database);
			awaitCoupons(100);
			for (Instance instance : this.instances) {
				instance.kill();
			}
			this.instances.get(0).restart();
			assertThat(awaitFinished(bulk).issued()).isEqualTo(LINES);
			assertThat(this.wechatPay.issuedCoupons()).hasSize(LINES);
		}
	}

	@Test
	void neitherIssueTwiceNorOverwriteAnOutcomeOnceTheyWakeUp() throws Exception {
		try (TestDatabase database = TestDatabase.create("H2", this.directory);
				ConfigurableApplicationContext console = console(database)) {
			BulkIssuing bulk = console.getBean(BulkIssuing.class);
			create(bulk);
			startInstances(1, database);
			awaitCoupons(100);
			this.instances.get(0).signal("STOP");
			startInstances(1, database);
			assertThat(awaitFinished(bulk).issued()).isEqualTo(LINES);
			List<BulkOutcome> outcomes = bulk.outcomes("spring").toList();
			int requests = this.wechatPay.requests().size();
			this.instances.get(0).signal("CONT");
			// it sends what it had in hand, if anything, and finds that it is another's
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.until(() -> this.instances.get(0).lastLines().contains("taken over by another thread"));
			assertThat(this.wechatPay.requests()).hasSizeGreaterThanOrEqualTo(requests);
			assertThat(this.wechatPay.issuedCoupons()).hasSize(LINES);
			assertThat(bulk.outcomes("spring")).containsExactlyElementsOf(outcomes);
		}
	}

	@Test
	void leaveLinesUnknownThatMayHaveBeenSentBeforeACancel() throws Exception {
		try (TestDatabase database = TestDatabase.create("H2", this.directory);
				ConfigurableApplicationContext console = console(database)) {
			BulkIssuing bulk = console.getBean(BulkIssuing.class);
			create(bulk);
			startInstances(1, database);
			awaitCoupons(100);
			this.instances.get(0).kill();
			bulk.cancel("spring");
			List<String> issued = this.wechatPay.issuedCoupons().stream().map(IssuedCoupon::openid).toList();
			assertThat(bulk.progress("spring").unknown()).isPositive();
			assertThat(bulk.outcomes("spring").filter((outcome) -> outcome.status() == Status.NOT_SENT))
				.extracting(BulkOutcome::openid)
				.isNotEmpty()
				.doesNotContainAnyElementsOf(issued);
		}
	}

	private void create(BulkIssuing bulk) {
		this.wechatPay.inject(Fault.delay(Duration.ofMillis(30)).always());
		bulk.create(BulkJobRequest.builder()
			.name("spring")
			.stockId(BulkApplication.STOCK)
			.lines(BulkLines.openids(BulkApplication.openids(LINES)))
			.build());
		bulk.start("spring");
	}

	private void injectFaults() {
		this.wechatPay.inject(Fault.RESET_AFTER_PROCESSING.every(97));
		this.wechatPay.inject(Fault.RESET_BEFORE_PROCESSING.every(83));
		this.wechatPay.inject(Fault.SYSTEM_ERROR_PROCESSED.every(89));
		this.wechatPay.inject(Fault.SYSTEM_ERROR_NOT_PROCESSED.every(101));
		this.wechatPay.inject(Fault.TOO_MANY_REQUESTS.every(211));
		this.wechatPay.inject(Fault.TAMPERED_BODY.every(103));
		this.wechatPay.inject(Fault.TRUNCATED_BODY.every(107));
		this.wechatPay.inject(Fault.BAD_GATEWAY_HTML.every(109));
		// as slow as WeChat Pay, so that there is something left to be killed
		this.wechatPay.inject(Fault.delay(Duration.ofMillis(60)).always());
	}

	private ConfigurableApplicationContext console(TestDatabase database) {
		List<String> properties = new ArrayList<>(List.of(database.properties()));
		properties.add("wechatpay.bulk.threads=0");
		return BulkApplication.start(this.wechatPay, properties.toArray(String[]::new));
	}

	private void startInstances(int count, TestDatabase database) throws Exception {
		for (int i = 0; i < count; i++) {
			this.instances.add(Instance.start(this.wechatPay,
					this.directory.resolve("instance-%d.log".formatted(this.instances.size())), database.properties()));
		}
	}

	private void awaitCoupons(int coupons) {
		await(Awaitility.await().pollInterval(Duration.ofMillis(20)),
				() -> this.wechatPay.issuedCoupons().size() >= coupons);
	}

	private BulkProgress awaitFinished(BulkIssuing bulk) {
		await(Awaitility.await(), () -> bulk.progress("spring").state() == BulkJobState.FINISHED);
		return bulk.progress("spring");
	}

	private void await(org.awaitility.core.ConditionFactory awaiting,
			java.util.concurrent.Callable<Boolean> condition) {
		try {
			awaiting.atMost(Duration.ofMinutes(3)).until(condition);
		}
		catch (ConditionTimeoutException ex) {
			throw new AssertionError(this.instances.get(0).lastLines(), ex);
		}
	}

}
