package io.github.wechatpayspring.simulator.endpoints;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

import io.github.wechatpayspring.simulator.CouponStatus;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.OffsetCounting;
import io.github.wechatpayspring.simulator.SimulatorSettings;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockState;
import io.github.wechatpayspring.simulator.StockType;
import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.calls.Parameters;
import io.github.wechatpayspring.simulator.crypto.RandomText;
import io.github.wechatpayspring.simulator.ledger.CouponAccount;
import io.github.wechatpayspring.simulator.ledger.Ledger;
import io.github.wechatpayspring.simulator.ledger.StockAccount;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rules that calls of all kinds have in common.
 */
final class Counter {

	static final int DEFAULT_LIMIT = 20;

	private static final int CODE_DIGITS = 22;

	private final SimulatorSettings settings;

	private final Ledger ledger;

	Counter(SimulatorSettings settings, Ledger ledger) {
		this.settings = settings;
		this.ledger = ledger;
	}

	String merchantId() {
		return this.settings.merchantId();
	}

	Ledger ledger() {
		return this.ledger;
	}

	Instant now() {
		return this.ledger.now();
	}

	SimulatorSettings settings() {
		return this.settings;
	}

	/**
	 * Write the page that a request asks for with {@code offset} and {@code limit}.
	 * @param <T> the type of what is listed
	 * @param parameters the request
	 * @param all everything that is listed
	 * @param json writes one of them
	 * @return the page
	 */
	<T> ObjectNode page(Parameters parameters, List<T> all, Function<T, JsonNode> json) {
		Long offset = parameters.findNumber("offset");
		Long limit = parameters.findNumber("limit");
		long page = (offset != null) ? offset : 0;
		long size = (limit != null) ? limit : DEFAULT_LIMIT;
		long from = (this.settings.offsetCounting() == OffsetCounting.PAGES) ? page * size : page;
		return Json.page(all, from, page, size, json);
	}

	/**
	 * Refuse a request for a page of coupons that is too large.
	 * @param parameters the request
	 */
	void checkLimit(Parameters parameters) {
		Long limit = parameters.findNumber("limit");
		if (((limit != null) ? limit : DEFAULT_LIMIT) > this.settings.maximumLimit()) {
			throw ApiError.badParameter("页大小超过阈值");
		}
	}

	void checkAppid(String appid) {
		if (!this.settings.appids().contains(appid)) {
			throw appidNotBound();
		}
	}

	/**
	 * Find a stock.
	 * @param id its id
	 * @return the stock
	 */
	StockAccount stock(String id) {
		StockAccount stock = this.ledger.findStock(id);
		if (stock == null) {
			throw ApiError.of(404, "RESOURCE_NOT_EXISTS", "批次不存在").numbered(270079488);
		}
		return stock;
	}

	/**
	 * Find a stock of a kind that a call is for.
	 * @param id its id
	 * @param types the kinds
	 * @return the stock
	 */
	StockAccount stock(String id, Set<StockType> types) {
		StockAccount stock = stock(id);
		if (!types.contains(stock.stock().type())) {
			throw ApiError.badParameter("批次类型与接口不匹配");
		}
		return stock;
	}

	boolean isOwn(StockAccount stock) {
		return stock.stock().creatorOr(merchantId()).equals(merchantId());
	}

	/**
	 * Find the stock that a coupon is to be issued from.
	 * @param type the kind that the call issues
	 * @param id its id
	 * @param appid the appid that issues it
	 * @return the stock
	 */
	StockAccount stock(StockType type, String id, String appid) {
		checkAppid(appid);
		StockAccount stock = stock(id, Set.of(type));
		if (!stock.stock().isOpenTo(appid)) {
			throw appidNotBound();
		}
		if (!stock.stock().isOpenToSender(merchantId())) {
			throw notOpen();
		}
		return stock;
	}

	static ApiError notOpen() {
		return ApiError.of(403, "REQUEST_BLOCKED", "批次不支持跨商户发放").numbered(270079508);
	}

	private static ApiError appidNotBound() {
		return ApiError.of(400, "APPID_MCHID_NOT_MATCH", "商户号与appid不匹配").numbered(270079507);
	}

	/**
	 * Issue a coupon, if the stock still has one for the user.
	 * @param account the stock
	 * @param id the id of the coupon
	 * @param order who gets it for which request
	 * @return the coupon
	 */
	CouponAccount issue(StockAccount account, String id, Order order) {
		Stock stock = account.stock();
		Instant now = now();
		Instant end = stock.availableEndTime();
		if (stock.state() != StockState.RUNNING || (end != null && now.isAfter(end))) {
			throw ApiError.invalidRequest("活动已结束或未激活").numbered(270079533);
		}
		if (account.issued() >= stock.budget().orElse(Long.MAX_VALUE)) {
			throw ApiError.of(403, "NOT_ENOUGH", "批次预算不足").numbered(270079534);
		}
		if (account.issuedOnDayOf(now) >= stock.dailyBudget()) {
			throw ApiError.of(403, "NOT_ENOUGH", "发券超过单天限额").numbered(270079534);
		}
		if (account.issuedTo(order.openid()) >= stock.perUserLimit()) {
			throw ApiError.of(403, "REQUEST_BLOCKED", "用户已达到该批次的领取上限");
		}
		CouponAccount coupon = this.ledger.issue(
				new IssuedCoupon(id, stock, order.openid(), order.appid(), order.outRequestNo(), order.value(),
						order.minimum(), now, stock.beginOf(now), stock.endOf(now), CouponStatus.SENDED, order.value()),
				account);
		if (coupon == null) {
			throw ApiError.of(400, "RESOURCE_ALREADY_EXISTS", "券code已存在");
		}
		return coupon;
	}

	/**
	 * Choose the code of a merchant coupon.
	 * @param stock the stock
	 * @param parameters bring one, if the merchant has to
	 * @return the code
	 */
	String code(StockAccount stock, Parameters parameters) {
		String given = parameters.findText("coupon_code");
		switch (stock.stock().couponCodeMode()) {
			case MERCHANT_API -> {
				parameters.require("coupon_code");
				return parameters.text("coupon_code");
			}
			case MERCHANT_UPLOAD -> {
				refuse(given);
				List<String> free = stock.freeCodes();
				if (free.isEmpty()) {
					throw ApiError.of(403, "NOT_ENOUGH", "批次预存code不足").numbered(270079534);
				}
				return free.get(ThreadLocalRandom.current().nextInt(free.size()));
			}
			default -> {
				refuse(given);
				return RandomText.digits(CODE_DIGITS);
			}
		}
	}

	private static void refuse(@Nullable String given) {
		if (given != null) {
			throw ApiError.invalidRequest("发券模式不合法，批次不支持上传券code");
		}
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
