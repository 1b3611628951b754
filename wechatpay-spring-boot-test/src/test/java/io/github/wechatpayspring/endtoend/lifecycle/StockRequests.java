package io.github.wechatpayspring.endtoend.lifecycle;

import java.time.OffsetDateTime;
import java.util.List;

import io.github.wechatpayspring.busifavor.BusifavorCouponUseRule;
import io.github.wechatpayspring.busifavor.BusifavorStockType;
import io.github.wechatpayspring.busifavor.BusifavorUseMethod;
import io.github.wechatpayspring.busifavor.stock.BusifavorCodeMode;
import io.github.wechatpayspring.busifavor.stock.BusifavorStockSendRule;
import io.github.wechatpayspring.busifavor.stock.CreateBusifavorStockRequest;
import io.github.wechatpayspring.endtoend.CouponApplication;
import io.github.wechatpayspring.favor.stock.CreateFavorStockRequest;
import io.github.wechatpayspring.favor.stock.FavorStockType;

/**
 * Requests that create stocks of a hundred coupons of 5 yuan each.
 */
final class StockRequests {

	private StockRequests() {
	}

	static CreateFavorStockRequest.Builder favor(OffsetDateTime begin, OffsetDateTime end) {
		return CreateFavorStockRequest.builder()
			.stockName("新人券")
			.availableBeginTime(begin)
			.availableEndTime(end)
			.stockUseRule(CreateFavorStockRequest.StockUseRule.builder()
				.maxCoupons(100)
				.maxAmount(50000)
				.maxCouponsPerUser(5)
				.naturalPersonLimit(false)
				.preventApiAbuse(false)
				.build())
			.couponUseRule(CreateFavorStockRequest.CouponUseRule.builder()
				.fixedNormalCoupon(CreateFavorStockRequest.FixedNormalCoupon.builder()
					.couponAmount(500)
					.transactionMinimum(1000)
					.build())
				.availableMerchants(List.of(CouponApplication.MERCHANT_ID))
				.availableItems(List.of("g-1", "g-2"))
				.build())
			.noCash(false)
			.stockType(FavorStockType.NORMAL)
			.outRequestNo("1");
	}

	static CreateBusifavorStockRequest.Builder busifavor(OffsetDateTime begin, OffsetDateTime end) {
		return CreateBusifavorStockRequest.builder()
			.stockName("八月优惠")
			.goodsName("全场通用")
			.stockType(BusifavorStockType.NORMAL)
			.couponUseRule(BusifavorCouponUseRule.builder()
				.couponAvailableTime(BusifavorCouponUseRule.AvailableTime.builder()
					.availableBeginTime(begin)
					.availableEndTime(end)
					.build())
				.fixedNormalCoupon(BusifavorCouponUseRule.FixedNormalCoupon.builder()
					.discountAmount(500L)
					.transactionMinimum(1000L)
					.build())
				.useMethod(BusifavorUseMethod.OFF_LINE)
				.build())
			.stockSendRule(BusifavorStockSendRule.builder().maxCoupons(100L).maxCouponsPerUser(10L).build())
			.outRequestNo("1")
			.couponCodeMode(BusifavorCodeMode.WECHATPAY_MODE);
	}

}
