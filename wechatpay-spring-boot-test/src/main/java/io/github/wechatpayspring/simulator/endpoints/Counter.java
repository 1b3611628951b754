package io.github.wechatpayspring.simulator.endpoints;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;

import io.github.wechatpayspring.simulator.CouponStatus;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockLevel;
import io.github.wechatpayspring.simulator.StockType;
import org.jspecify.annotations.Nullable;

/**
 * Issues coupons: the rules that all kinds of stocks have in common.
 */
final class Counter {

	private final String merchantId;

	private final Set<String> appids;

	private final Ledger ledger;

	private final Clock clock;

	Counter(String merchantId, Set<String> appids, Ledger ledger, Clock clock) {
		this.merchantId = merchantId;
		this.appids = appids;
		this.ledger = ledger;
		this.clock = clock;
	}

	String merchantId() {
		return this.merchantId;
	}

	Ledger ledger() {
		return this.ledger;
	}

	Instant now() {
		return this.clock.instant();
	}

	void checkAppid(String appid) {
		if (!this.appids.contains(appid)) {
			throw appidNotBound();
		}
	}

	/**
	 * Find the stock that a request names.
	 * @param type the kind that the call issues
	 * @param id its id
	 * @param appid the appid that issues it
	 * @return the stock
	 */
	Stock stock(StockType type, String id, String appid) {
		checkAppid(appid);
		Stock stock = this.ledger.stock(id);
		if (stock == null) {
			throw ApiError.of(404, "RESOURCE_NOT_EXISTS", "批次不存在").numbered(270079488);
		}
		if (stock.type() != type) {
			throw ApiError.of(400, "PARAM_ERROR", "批次类型与接口不匹配");
		}
		if (!stock.isOpenTo(appid)) {
			throw appidNotBound();
		}
		if (!stock.isOpenToSender(this.merchantId)) {
			throw ApiError.of(403, "REQUEST_BLOCKED", "批次不支持跨商户发放").numbered(270079508);
		}
		return stock;
	}

	private static ApiError appidNotBound() {
		return ApiError.of(400, "APPID_MCHID_NOT_MATCH", "商户号与appid不匹配").numbered(270079507);
	}

	/**
	 * Issue a coupon, if the stock still has one for the user.
	 * @param stock the stock
	 * @param id the id of the coupon, {@code null} for a fresh number
	 * @param order who gets it for which request
	 * @return the coupon
	 */
	IssuedCoupon issue(Stock stock, @Nullable String id, Order order) {
		if (!stock.isRunning()) {
			throw ApiError.invalidRequest("活动已结束或未激活").numbered(270079533);
		}
		if (new StockLevel(stock, this.ledger.issued(stock)).remaining().orElse(1) == 0) {
			throw ApiError.of(403, "NOT_ENOUGH", "批次预算不足").numbered(270079534);
		}
		if (this.ledger.issued(stock, order.openid()) >= stock.perUserLimit()) {
			throw ApiError.of(403, "REQUEST_BLOCKED", "用户已达到该批次的领取上限");
		}
		return new IssuedCoupon((id != null) ? id : this.ledger.nextId(), stock, order.openid(), order.appid(),
				order.outRequestNo(), order.value(), order.minimum(), now(), CouponStatus.SENDED, order.value());
	}

	/**
	 * What a request asks for.
	 *
	 * @param openid the user
	 * @param appid the appid that issues it
	 * @param outRequestNo the merchant's number
	 * @param value face value in fen
	 * @param minimum least amount of an order in fen
	 */
	record Order(String openid, String appid, String outRequestNo, long value, long minimum) {

		@Override
		public String toString() {
			return "Order[" + this.outRequestNo + "]";
		}

	}

}
