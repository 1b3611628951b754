package io.github.wechatpayspring.bulk.endtoend;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.wechatpayspring.OutRequestNo;
import io.github.wechatpayspring.bulk.BulkColumn;
import io.github.wechatpayspring.bulk.BulkCouponKind;
import io.github.wechatpayspring.bulk.BulkIssuing;
import io.github.wechatpayspring.bulk.BulkJobException;
import io.github.wechatpayspring.bulk.BulkJobRequest;
import io.github.wechatpayspring.bulk.BulkJobState;
import io.github.wechatpayspring.bulk.BulkLine;
import io.github.wechatpayspring.bulk.BulkLines;
import io.github.wechatpayspring.bulk.BulkOutcome;
import io.github.wechatpayspring.bulk.BulkOutcome.Status;
import io.github.wechatpayspring.bulk.BulkPreview;
import io.github.wechatpayspring.bulk.BulkProgress;
import io.github.wechatpayspring.bulk.HaltReason;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Jobs of one application with an embedded database.
 */
class JobTests {

	private final WechatPaySimulator wechatPay = WechatPaySimulator.builder().stocks(BulkApplication.stocks()).start();

	@TempDir
	private Path directory;

	private ConfigurableApplicationContext application;

	private BulkIssuing bulk;

	@BeforeEach
	void start() {
		this.application = BulkApplication.start(this.wechatPay,
				"wechatpay.bulk.file=" + this.directory.resolve("jobs"),
				"wechatpay.bulk.encryption-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
		this.bulk = this.application.getBean(BulkIssuing.class);
	}

	@AfterEach
	void stop() {
		this.application.close();
		this.wechatPay.close();
	}

	@Test
	void issuesEachLineOneCouponWithANumberFromJobOpenidAndOccurrence() {
		List<String> openids = BulkApplication.openids(300);
		this.bulk.create(request(openids).build());
		this.bulk.start("spring");
		BulkProgress done = await("spring", BulkJobState.FINISHED);
		assertThat(done.issued()).isEqualTo(300);
		assertThat(done.notSent()).isZero();
		assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::outRequestNo)
			.containsExactlyInAnyOrderElementsOf(
					openids.stream().map((openid) -> OutRequestNo.of("spring", openid, "1")).toList());
		assertThat(this.bulk.outcomes("spring")).extracting(BulkOutcome::openid).containsExactlyElementsOf(openids);
		assertThat(this.bulk.outcomes("spring")).allSatisfy((outcome) -> {
			assertThat(outcome.status()).isEqualTo(Status.ISSUED);
			assertThat(outcome.couponId()).isNotNull();
		});
	}

	@ParameterizedTest
	@EnumSource(BulkCouponKind.class)
	void issuesEveryKind(BulkCouponKind kind) {
		String stock = switch (kind) {
			case FAVOR -> BulkApplication.STOCK;
			case BUSIFAVOR -> BulkApplication.BUSIFAVOR_STOCK;
			case PRODUCT_COUPON -> BulkApplication.PRODUCT_STOCK;
			case MULTIUSE -> BulkApplication.MULTIUSE_STOCK;
			case CONSUMER_CARD -> BulkApplication.CARD;
		};
		List<BulkLine> lines = BulkApplication.openids(12)
			.stream()
			.map((openid) -> (kind != BulkCouponKind.MULTIUSE) ? BulkLine.of(openid)
					: BulkLine.of(openid)
						.with(BulkColumn.USER_NAME, "诸葛小明")
						.with(BulkColumn.ID_CARD_NUMBER, "11010519491231002X")
						.with(BulkColumn.AMOUNT, "8800"))
			.toList();
		this.bulk.create(BulkJobRequest.builder()
			.name("kind")
			.kind(kind)
			.stockId(stock)
			.lines(BulkLines.of(lines::stream))
			.build());
		this.bulk.start("kind");
		assertThat(await("kind", BulkJobState.FINISHED).issued()).isEqualTo(12);
		assertThat(this.wechatPay.issuedCoupons()).hasSize(12);
	}

	@Test
	void settlesUnknownOutcomesWithTheSameNumbers() {
		this.wechatPay.inject(Fault.RESET_AFTER_PROCESSING.every(7));
		this.wechatPay.inject(Fault.TOO_MANY_REQUESTS.every(50));
		this.bulk.create(request(BulkApplication.openids(200)).build());
		this.bulk.start("spring");
		Awaitility.await().until(() -> this.bulk.progress("spring").unknown() > 0);
		this.wechatPay.clearFaults();
		assertThat(await("spring", BulkJobState.FINISHED).issued()).isEqualTo(200);
		assertThat(this.wechatPay.issuedCoupons()).hasSize(200);
	}

	@Test
	void goesOnWithTheJobOfTheSameLinesInAnotherOrder() {
		List<String> openids = BulkApplication.openids(50);
		BulkProgress first = this.bulk.create(request(openids).build());
		List<String> sorted = new ArrayList<>(openids);
		Collections.reverse(sorted);
		assertThat(this.bulk.create(request(sorted).build()).createdAt()).isEqualTo(first.createdAt());
		assertThat(this.bulk.jobs()).hasSize(1);
	}

	@Test
	void refusesOtherLinesUnderTheSameName() {
		this.bulk.create(request(BulkApplication.openids(50)).build());
		assertThatExceptionOfType(BulkJobException.class)
			.isThrownBy(() -> this.bulk.create(request(BulkApplication.openids(51)).build()))
			.withMessage("There is a job \"spring\" with other lines or another stock: choose another name");
	}

	@Test
	void createsNothingOfAListWithBadLines() {
		List<String> openids = new ArrayList<>(BulkApplication.openids(5));
		openids.add("13800138000");
		assertThatExceptionOfType(BulkJobException.class).isThrownBy(() -> this.bulk.create(request(openids).build()))
			.withMessageContaining("1 lines of job \"spring\" cannot be issued, the first of them is line 6 (openid")
			.withMessageNotContaining("13800138000");
		assertThat(this.bulk.jobs()).isEmpty();
		assertThat(this.bulk.create(request(openids).skipBadLines(true).build()).lines()).isEqualTo(5);
	}

	@Test
	void previewsWithoutStoringOrIssuing() {
		List<String> openids = new ArrayList<>(BulkApplication.openids(5));
		openids.add(openids.get(0));
		openids.add("nobody");
		BulkPreview preview = this.bulk.preview(request(openids).build());
		assertThat(preview.lines()).isEqualTo(6);
		assertThat(preview.duplicates()).isEqualTo(1);
		assertThat(preview.badLines()).isEqualTo(1);
		assertThat(preview.problems()).singleElement().extracting(BulkPreview.BadLine::number).isEqualTo(7L);
		assertThat(preview.firstLines()).hasSize(5).noneSatisfy((line) -> assertThat(line).contains(openids.get(0)));
		assertThat(preview.stock()).isNotNull();
		assertThat(preview.stock().name()).isEqualTo("新人立减券");
		assertThat(preview.estimatedDuration()).isEqualTo(Duration.ofMillis(12));
		assertThat(preview.warnings()).anySatisfy((warning) -> assertThat(warning).contains("came before"));
		assertThat(this.bulk.jobs()).isEmpty();
		assertThat(this.wechatPay.issuedCoupons()).isEmpty();
	}

	@Test
	void waitsForApprovalAfterItsCanary() {
		this.bulk.create(request(BulkApplication.openids(100)).canary(7).build());
		this.bulk.start("spring");
		BulkProgress halted = await("spring", BulkJobState.HALTED);
		assertThat(halted.haltReason()).isEqualTo(HaltReason.CANARY);
		assertThat(halted.issued()).isEqualTo(7);
		assertThat(this.wechatPay.issuedCoupons()).extracting(IssuedCoupon::openid)
			.containsExactlyInAnyOrderElementsOf(BulkApplication.openids(7));
		this.bulk.resume("spring");
		assertThat(await("spring", BulkJobState.FINISHED).issued()).isEqualTo(100);
	}

	@Test
	void issuesNoMoreThanItsCap() {
		this.wechatPay.inject(Fault.RESET_AFTER_PROCESSING.every(9));
		this.bulk.create(request(BulkApplication.openids(200)).cap(75L).build());
		this.bulk.start("spring");
		Awaitility.await().until(() -> this.bulk.progress("spring").unknown() > 0);
		this.wechatPay.clearFaults();
		BulkProgress halted = await("spring", BulkJobState.HALTED);
		assertThat(halted.haltReason()).isEqualTo(HaltReason.CAP);
		assertThat(halted.issued()).isEqualTo(75);
		assertThat(halted.notSent()).isEqualTo(125);
		assertThat(this.wechatPay.issuedCoupons()).hasSize(75);
		this.bulk.resume("spring");
		assertThat(await("spring", BulkJobState.FINISHED).issued()).isEqualTo(200);
	}

	@Test
	void haltsAfterRefusalsInARowAndSendsThemAgainOnDemand() {
		this.wechatPay.addStock(Stock.favor(BulkApplication.STOCK).budget(10));
		this.bulk.create(request(BulkApplication.openids(400)).maxRefusalsInARow(20).build());
		this.bulk.start("spring");
		BulkProgress halted = await("spring", BulkJobState.HALTED);
		assertThat(halted.haltReason()).isEqualTo(HaltReason.REFUSALS_IN_A_ROW);
		assertThat(halted.refusedByCode()).containsOnlyKeys("NOT_ENOUGH");
		assertThat(halted.refused()).isBetween(20L, 20L + 64);
		this.wechatPay.addStock(Stock.favor(BulkApplication.STOCK));
		this.bulk.retryRefused("spring", "NOT_ENOUGH");
		this.bulk.resume("spring");
		BulkProgress done = await("spring", BulkJobState.FINISHED);
		assertThat(done.issued()).isEqualTo(400);
		assertThat(done.refusedByCode()).isEmpty();
	}

	@Test
	void sendsNothingWhileItIsPaused() {
		this.wechatPay.inject(Fault.delay(Duration.ofMillis(20)).always());
		this.bulk.create(request(BulkApplication.openids(2000)).build());
		this.bulk.start("spring");
		Awaitility.await().until(() -> this.wechatPay.issuedCoupons().size() > 100);
		this.bulk.pause("spring");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.bulk.progress("spring").inFlight() == 0);
		int issued = this.wechatPay.issuedCoupons().size();
		BulkProgress paused = this.bulk.progress("spring");
		assertThat(paused.state()).isEqualTo(BulkJobState.PAUSED);
		assertThat(paused.issued()).isEqualTo(issued);
		assertThat(paused.notSent()).isEqualTo(2000 - issued);
		this.wechatPay.clearFaults();
		this.bulk.resume("spring");
		assertThat(await("spring", BulkJobState.FINISHED).issued()).isEqualTo(2000);
		assertThat(this.wechatPay.issuedCoupons()).hasSize(2000);
	}

	@Test
	void leavesUnsentWhatACancelComesBefore() {
		this.wechatPay.inject(Fault.delay(Duration.ofMillis(20)).always());
		this.bulk.create(request(BulkApplication.openids(2000)).build());
		this.bulk.start("spring");
		Awaitility.await().until(() -> this.wechatPay.issuedCoupons().size() > 100);
		this.bulk.cancel("spring");
		Awaitility.await().until(() -> this.bulk.progress("spring").unknown() == 0);
		BulkProgress cancelled = this.bulk.progress("spring");
		assertThat(cancelled.issued()).isEqualTo(this.wechatPay.issuedCoupons().size());
		assertThat(cancelled.isDone()).isTrue();
		assertThat(this.bulk.outcomes("spring").filter((outcome) -> outcome.status() == Status.NOT_SENT))
			.hasSize((int) (2000 - cancelled.issued()));
	}

	private BulkJobRequest.Builder request(List<String> openids) {
		return BulkJobRequest.builder().name("spring").stockId(BulkApplication.STOCK).lines(BulkLines.openids(openids));
	}

	private BulkProgress await(String name, BulkJobState state) {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.bulk.progress(name), (progress) -> progress.state() == state);
	}

}
