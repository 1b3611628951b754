package io.github.wechatpayspring.endtoend.lifecycle;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.favor.FavorCoupon;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.GetFavorCouponRequest;
import io.github.wechatpayspring.favor.SendFavorCouponRequest;
import io.github.wechatpayspring.favor.bill.FavorBillService;
import io.github.wechatpayspring.favor.stock.CreateFavorStockRequest;
import io.github.wechatpayspring.favor.stock.FavorJumpTarget;
import io.github.wechatpayspring.favor.stock.FavorStock;
import io.github.wechatpayspring.favor.stock.FavorStockService;
import io.github.wechatpayspring.favor.stock.FavorStockStatus;
import io.github.wechatpayspring.favor.stock.GetFavorStockRequest;
import io.github.wechatpayspring.favor.stock.ListFavorStocksRequest;
import io.github.wechatpayspring.favor.stock.PauseFavorStockRequest;
import io.github.wechatpayspring.media.MarketingImageService;
import io.github.wechatpayspring.simulator.Fault;
import io.github.wechatpayspring.simulator.Operation;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockState;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole life of cash coupons (代金券), from the stock to the bill.
 */
class FavorLifeTests extends CouponLife {

	private final FavorStockService stocks = service(FavorStockService.class);

	private final FavorCouponService coupons = service(FavorCouponService.class);

	private final FavorBillService bills = service(FavorBillService.class);

	@Test
	void livesFromTheStockToTheBill() throws IOException {
		String stockId = this.stocks.create(stock("n1").build()).stockId();
		assertThat(status(stockId)).isEqualTo(FavorStockStatus.UNACTIVATED);
		assertRefused(() -> send(stockId, "1"), "INVALID_REQUEST");
		assertThat(this.stocks.start(stockId).startTime()).isNotNull();
		String couponId = send(stockId, "1");
		assertThat(get(couponId)).satisfies((coupon) -> {
			assertThat(coupon.stockId()).isEqualTo(stockId);
			assertThat(coupon.couponName()).isEqualTo("新人券");
			assertThat(coupon.normalCouponInformation().couponAmount()).isEqualTo(500);
			assertThat(coupon.availableEndTime()).isEqualTo(end());
		});
		this.wechatPay.redeem(couponId);
		assertThat(get(couponId).status().value()).isEqualTo("USED");
		this.wechatPay.refund(couponId);
		assertThat(get(couponId).status().value()).isEqualTo("SENDED");
		this.wechatPay.redeem(couponId);
		this.stocks.pause(stockId);
		assertThat(status(stockId)).isEqualTo(FavorStockStatus.PAUSED);
		assertRefused(() -> send(stockId, "2"), "INVALID_REQUEST");
		this.stocks.restart(stockId);
		String unused = send(stockId, "2");
		assertThat(this.stocks.get(stockId).distributedCoupons()).isEqualTo(2);
		LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.ofHours(8));
		assertRefused(() -> this.bills.downloadUseFlow(stockId, today), "RESOURCE_NOT_EXISTS");
		assertRefused(() -> this.bills.downloadUseFlow(stockId), "RESOURCE_NOT_EXISTS");
		this.wechatPay.advance(Duration.ofDays(35));
		assertThat(get(unused).status().value()).isEqualTo("EXPIRED");
		assertRefused(() -> send(stockId, "3"), "INVALID_REQUEST");
		assertThat(lines(this.bills.downloadUseFlow(stockId))).hasSize(2).allSatisfy((line) -> {
			assertThat(line.stockId()).isEqualTo(stockId);
			assertThat(line.couponId()).isEqualTo(couponId);
			assertThat(line.couponAmount()).isEqualTo(500);
			assertThat(line.consumeTime()).isNotNull();
		});
		assertThat(lines(this.bills.downloadRefundFlow(stockId))).hasSize(1);
		assertThat(lines(this.bills.downloadUseFlow(stockId, today))).hasSize(2);
		assertThat(lines(this.bills.downloadRefundFlow(stockId, today))).hasSize(1);
	}

	@Test
	void listsStocksMerchantsAndGoods() {
		String first = this.stocks.create(stock("n1").build()).stockId();
		String second = this.stocks.create(stock("n2").build()).stockId();
		this.stocks.start(second);
		assertThat(this.stocks.stream(ListFavorStocksRequest.builder().limit(1).build()))
			.extracting(FavorStock::stockId)
			.containsExactly(first, second);
		assertThat(this.stocks.list(ListFavorStocksRequest.builder().status(FavorStockStatus.RUNNING).build()).data())
			.extracting(FavorStock::stockId)
			.containsExactly(second);
		assertThat(this.stocks.listMerchants(first).data()).containsExactly(CouponApplication.MERCHANT_ID);
		assertThat(this.stocks.listGoods(first).data()).containsExactly("g-1", "g-2");
	}

	@Test
	void stopsAStockThatWasNeverStarted() {
		String stockId = this.stocks.create(stock("n1").build()).stockId();
		this.stocks.stop(stockId);
		assertThat(status(stockId)).isEqualTo(FavorStockStatus.STOPED);
		assertRefused(() -> this.stocks.start(stockId), "PARAM_ERROR");
	}

	@Test
	void leavesAStockOfAnotherMerchantToItsCreator() {
		this.wechatPay.addStock(Stock.favor("1").creator("1900000110").crossMerchant());
		this.wechatPay.addStock(Stock.favor("2").creator("1900000110"));
		SendFavorCouponRequest.Builder request = SendFavorCouponRequest.builder()
			.openid(CouponApplication.OPENID)
			.stockCreatorMchid("1900000110")
			.outRequestNo("1");
		this.wechatPay.redeem(this.coupons.send(request.stockId("1").build()).couponId());
		assertThat(this.stocks.get(GetFavorStockRequest.builder().stockId("1").stockCreatorMchid("1900000110").build())
			.distributedCoupons()).isEqualTo(1);
		assertRefused(
				() -> this.stocks
					.pause(PauseFavorStockRequest.builder().stockId("1").stockCreatorMchid("1900000110").build()),
				"REQUEST_BLOCKED");
		assertRefused(() -> this.bills.downloadUseFlow("1"), "INVALID_REQUEST");
		assertRefused(() -> this.stocks.pause("1"), "PARAM_ERROR");
		assertRefused(() -> this.coupons.send(request.stockId("2").outRequestNo("2").build()), "REQUEST_BLOCKED");
		assertRefused(
				() -> this.stocks
					.get(GetFavorStockRequest.builder().stockId("2").stockCreatorMchid("1900000110").build()),
				"REQUEST_BLOCKED");
	}

	@Test
	void startsAStockOnceThoughTheResponseIsLost() {
		String stockId = this.stocks.create(stock("n1").build()).stockId();
		this.wechatPay.inject(Fault.RESET_AFTER_PROCESSING.on(Operation.FAVOR_STOCK_START));
		assertThat(this.stocks.start(stockId).stockId()).isEqualTo(stockId);
		assertThat(status(stockId)).isEqualTo(FavorStockStatus.RUNNING);
	}

	@Test
	void createsOneStockThoughTheResponseIsLost() {
		this.wechatPay.inject(Fault.RESET_AFTER_PROCESSING.on(Operation.FAVOR_STOCK_CREATE));
		this.stocks.create(stock("n1").build());
		assertThat(this.wechatPay.stocks()).hasSize(1);
		assertRefused(() -> this.stocks.create(stock("n1").stockName("另一批次").build()), "INVALID_REQUEST");
	}

	@Test
	void waitsForItsAudit() {
		try (WechatPaySimulator strict = WechatPaySimulator.builder().auditOnDemand().start();
				ConfigurableApplicationContext merchant = CouponApplication.start(strict)) {
			FavorStockService service = merchant.getBean(FavorStockService.class);
			String stockId = service.create(stock("n1").build()).stockId();
			assertThat(service.get(stockId).status()).isEqualTo(FavorStockStatus.AUDIT);
			assertRefused(() -> service.start(stockId), "PARAM_ERROR");
			strict.stockState(stockId, StockState.UNACTIVATED);
			service.start(stockId);
			assertThat(service.get(stockId).status()).isEqualTo(FavorStockStatus.RUNNING);
		}
	}

	@Test
	void uploadsTheImageThatItShows() throws IOException {
		byte[] image = { (byte) 0xFF, (byte) 0xD8, 13, 10, '-', '-', 13, 10, 0, 1, 2, (byte) 0xFF };
		String url = service(MarketingImageService.class).upload("券.png", image).mediaUrl();
		String stockId = this.stocks
			.create(stock("n1").patternInfo(CreateFavorStockRequest.PatternInfo.builder()
				.description("全场可用")
				.merchantLogo(url)
				.jumpTarget(FavorJumpTarget.DEFAULT_PAGE)
				.build()).build())
			.stockId();
		assertThat(this.stocks.get(stockId).description()).isEqualTo("全场可用");
	}

	private static OffsetDateTime end() {
		return OffsetDateTime.now(ZoneOffset.ofHours(8)).truncatedTo(ChronoUnit.DAYS).plusDays(31);
	}

	private static CreateFavorStockRequest.Builder stock(String outRequestNo) {
		return StockRequests.favor(OffsetDateTime.now(ZoneOffset.ofHours(8)).plusHours(1), end())
			.outRequestNo(outRequestNo);
	}

	private FavorStockStatus status(String stockId) {
		return this.stocks.get(stockId).status();
	}

	private String send(String stockId, String outRequestNo) {
		return this.coupons
			.send(SendFavorCouponRequest.builder()
				.openid(CouponApplication.OPENID)
				.stockId(stockId)
				.outRequestNo(outRequestNo)
				.build())
			.couponId();
	}

	private FavorCoupon get(String couponId) {
		return this.coupons
			.get(GetFavorCouponRequest.builder().openid(CouponApplication.OPENID).couponId(couponId).build());
	}

}
