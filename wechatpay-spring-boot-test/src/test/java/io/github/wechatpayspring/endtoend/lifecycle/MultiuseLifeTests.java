package io.github.wechatpayspring.endtoend.lifecycle;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import io.github.wechatpayspring.bill.BillLine;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.favor.FavorBusinessType;
import io.github.wechatpayspring.favor.FavorCoupon;
import io.github.wechatpayspring.favor.FavorCouponService;
import io.github.wechatpayspring.favor.GetFavorCouponRequest;
import io.github.wechatpayspring.favor.stock.FavorStockService;
import io.github.wechatpayspring.multiuse.MultiuseService;
import io.github.wechatpayspring.multiuse.bill.MultiuseBillService;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole life of multi-use credit (消费金), whose stocks are created on the merchant
 * platform.
 */
class MultiuseLifeTests extends CouponLife {

	private final MultiuseService credit = service(MultiuseService.class);

	private final FavorCouponService coupons = service(FavorCouponService.class);

	private final MultiuseBillService bills = service(MultiuseBillService.class);

	@BeforeEach
	void createStock() {
		this.wechatPay.addStock(Stock.multiuse(CouponApplication.MULTIUSE_STOCK).value(8800));
	}

	@Test
	void livesFromTheIssueToTheBill() throws IOException {
		assertThat(service(FavorStockService.class).get(CouponApplication.MULTIUSE_STOCK).businessType())
			.isEqualTo(FavorBusinessType.MULTIUSE);
		assertRefused(() -> this.bills.downloadUseFlow(CouponApplication.MULTIUSE_STOCK), "PARAM_ERROR");
		String id = this.credit.send(CouponApplication.multiuse("1").build()).couponId();
		assertThat(get(id).availableBalance()).isEqualTo(8800);
		this.wechatPay.redeem(id, 3000);
		this.wechatPay.redeem(id, 800);
		assertThat(get(id).availableBalance()).isEqualTo(5000);
		this.wechatPay.refund(id);
		assertThat(get(id).availableBalance()).isEqualTo(8800);
		this.wechatPay.stockState(CouponApplication.MULTIUSE_STOCK, StockState.PAUSED);
		assertRefused(() -> this.credit.send(CouponApplication.multiuse("2").build()), "INVALID_REQUEST");
		LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.ofHours(8));
		assertThat(lines(this.bills.downloadSendFlow(CouponApplication.MULTIUSE_STOCK, today, today)))
			.extracting(BillLine::couponAmount)
			.containsExactly(8800L);
		assertRefused(() -> this.bills.downloadSendFlow(CouponApplication.MULTIUSE_STOCK, today.minusDays(31), today),
				"PARAM_ERROR");
		assertThat(lines(this.bills.downloadUseFlow(CouponApplication.MULTIUSE_STOCK)))
			.extracting(BillLine::couponAmount)
			.containsExactly(3000L, 800L);
		assertThat(lines(this.bills.downloadRefundFlow(CouponApplication.MULTIUSE_STOCK)))
			.extracting(BillLine::couponAmount)
			.containsExactly(3800L);
		this.wechatPay.advance(Duration.ofDays(31));
		assertThat(get(id).status().value()).isEqualTo("EXPIRED");
	}

	private FavorCoupon get(String id) {
		return this.coupons.get(GetFavorCouponRequest.builder().openid(CouponApplication.OPENID).couponId(id).build());
	}

}
