package io.github.wechatpayspring.simulator.endpoints;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

import io.github.wechatpayspring.simulator.CouponCodeMode;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockState;
import io.github.wechatpayspring.simulator.StockType;
import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.calls.Parameters;
import io.github.wechatpayspring.simulator.ledger.StockAccount;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates and changes stocks of merchant coupons (商家券批次).
 */
final class BusifavorStockEndpoints {

	private static final Set<StockType> TYPES = Set.of(StockType.BUSIFAVOR, StockType.PRODUCT_COUPON);

	private static final Duration LONGEST_TIME = Duration.ofDays(366);

	private final Counter counter;

	BusifavorStockEndpoints(Counter counter) {
		this.counter = counter;
	}

	ObjectNode create(Parameters parameters) {
		if (!parameters.text("belong_merchant").equals(this.counter.merchantId())) {
			throw ApiError.of(400, "MCH_NOT_EXISTS", "商户号不存在");
		}
		JsonNode rule = parameters.object("coupon_use_rule");
		JsonNode sending = parameters.object("stock_send_rule");
		JsonNode time = rule.path("coupon_available_time");
		Instant begin = OffsetDateTime.parse(time.path("available_begin_time").asString()).toInstant();
		Instant end = OffsetDateTime.parse(time.path("available_end_time").asString()).toInstant();
		if (!end.isAfter(begin) || end.isBefore(this.counter.now()) || end.isAfter(begin.plus(LONGEST_TIME))) {
			throw ApiError.badParameter("批次可用时间不合法");
		}
		Stock stock = Stock.busifavor(this.counter.ledger().nextId())
			.name(parameters.text("stock_name"))
			.creator(this.counter.merchantId())
			.value(rule.path("fixed_normal_coupon").path("discount_amount").asLong(0))
			.minimum(minimum(rule))
			.budget(sending.path("max_coupons").longValue())
			.dailyBudget(sending.path("max_coupons_by_day").asLong(Long.MAX_VALUE))
			.perUserLimit(sending.path("max_coupons_per_user").longValue())
			.available(begin, end)
			.couponCodeMode(CouponCodeMode.valueOf(parameters.text("coupon_code_mode")))
			.state((this.counter.settings().auditsAtOnce()) ? StockState.RUNNING : StockState.AUDIT);
		stock = availableAfterReceipt(stock, time);
		if (parameters.object("notify_config").has("notify_appid")) {
			stock = stock.withNotifyAppid();
		}
		ObjectNode terms = parameters.values().deepCopy();
		terms.remove("out_request_no");
		StockAccount account = this.counter.ledger().add(stock, terms);
		return Json.putTime(Json.object("stock_id", stock.id()), "create_time", account.createTime());
	}

	private static long minimum(JsonNode rule) {
		for (String kind : new String[] { "fixed_normal_coupon", "discount_coupon", "exchange_coupon" }) {
			if (rule.has(kind)) {
				return rule.path(kind).path("transaction_minimum").longValue();
			}
		}
		return 0;
	}

	private static Stock availableAfterReceipt(Stock stock, JsonNode time) {
		Duration wait = Duration.ofDays(time.path("wait_days_after_receive").asLong(0));
		if (time.has("available_day_after_receive")) {
			return stock.availableAfterReceipt(wait,
					Duration.ofDays(time.path("available_day_after_receive").longValue()));
		}
		if (time.has("available_second_after_receive")) {
			return stock.availableAfterReceipt(wait,
					Duration.ofSeconds(time.path("available_second_after_receive").longValue()));
		}
		return stock;
	}

	/**
	 * Find a stock of merchant coupons or product coupons.
	 * @param counter finds it
	 * @param id its id
	 * @return the stock
	 */
	static StockAccount stock(Counter counter, String id) {
		return counter.stock(id, TYPES);
	}

	private StockAccount ownStock(Parameters parameters) {
		StockAccount stock = stock(this.counter, parameters.text("stock_id"));
		if (!this.counter.isOwn(stock)) {
			throw ApiError.of(403, "NOAUTH", "商户无权限");
		}
		return stock;
	}

	ObjectNode get(Parameters parameters) {
		StockAccount account = ownStock(parameters);
		Stock stock = account.stock();
		ObjectNode json = fields(account);
		json.put("stock_state", stock.state().busifavorName());
		if (stock.couponCodeMode() == CouponCodeMode.MERCHANT_UPLOAD) {
			json.putObject("coupon_code_count")
				.put("total_count", account.codes().size())
				.put("available_count", account.freeCodes().size());
		}
		boolean daily = stock.dailyBudget() != Long.MAX_VALUE;
		boolean normal = json.path("stock_type").asString("").equals("NORMAL");
		ObjectNode count = json.putObject("send_count_information").put("total_send_num", account.issued());
		if (normal) {
			count.put("total_send_amount", account.issuedAmount());
		}
		if (daily) {
			long today = account.issuedOnDayOf(this.counter.now());
			count.put("today_send_num", today);
			if (normal) {
				count.put("today_send_amount", today * valueOf(stock));
			}
		}
		return json;
	}

	/**
	 * Write what stocks and their coupons have in common.
	 * @param account the stock
	 * @return the fields
	 */
	ObjectNode fields(StockAccount account) {
		Stock stock = account.stock();
		ObjectNode json = Json.object("stock_id", stock.id())
			.put("stock_name", stock.name())
			.put("belong_merchant", stock.creatorOr(this.counter.merchantId()))
			.put("goods_name", stock.name())
			.put("coupon_code_mode", stock.couponCodeMode().name());
		if (!account.terms().has("stock_type")) {
			addTerms(json, account);
		}
		merge(json, account.terms().deepCopy());
		ObjectNode sending = json.withObjectProperty("stock_send_rule");
		stock.budget().ifPresent((budget) -> sending.put("max_coupons", budget));
		if (stock.dailyBudget() != Long.MAX_VALUE) {
			sending.put("max_coupons_by_day", stock.dailyBudget());
		}
		if (stock.perUserLimit() != Long.MAX_VALUE) {
			sending.put("max_coupons_per_user", stock.perUserLimit());
		}
		return json;
	}

	// of a stock that no call created
	private static void addTerms(ObjectNode json, StockAccount account) {
		Stock stock = account.stock();
		json.put("stock_type", "NORMAL");
		ObjectNode rule = json.putObject("coupon_use_rule").put("use_method", "OFF_LINE");
		ObjectNode time = rule.putObject("coupon_available_time");
		Json.putTime(time, "available_begin_time", stock.beginOf(account.createTime()));
		Json.putTime(time, "available_end_time", stock.endOf(account.createTime()));
		rule.putObject("fixed_normal_coupon")
			.put("discount_amount", valueOf(stock))
			.put("transaction_minimum", stock.minimum());
	}

	private static long valueOf(Stock stock) {
		Long value = stock.value();
		return (value != null) ? value : 0;
	}

	void modify(Parameters parameters) {
		StockAccount account = ownStock(parameters);
		checkNotOver(account);
		ObjectNode changes = parameters.values().deepCopy();
		changes.remove(List.of("stock_id", "out_request_no", "stock_name"));
		merge(account.terms(), changes);
		if (parameters.object("notify_config").has("notify_appid")) {
			account.change(Stock::withNotifyAppid);
		}
	}

	private static void merge(ObjectNode target, ObjectNode changes) {
		changes.properties().forEach((change) -> {
			if (change.getValue() instanceof ObjectNode inner
					&& target.get(change.getKey()) instanceof ObjectNode old) {
				merge(old, inner);
			}
			else {
				target.set(change.getKey(), change.getValue());
			}
		});
	}

	private void checkNotOver(StockAccount account) {
		Instant end = account.stock().availableEndTime();
		if (account.stock().state() == StockState.STOPPED || (end != null && this.counter.now().isAfter(end))) {
			throw ApiError.invalidRequest("活动已结束");
		}
	}

	ObjectNode modifyBudget(Parameters parameters) {
		StockAccount account = ownStock(parameters);
		checkNotOver(account);
		Long total = parameters.findNumber("target_max_coupons");
		Stock stock = account.stock();
		if (total != null) {
			check(parameters.number("current_max_coupons"), stock.budget().orElse(Long.MAX_VALUE), total,
					account.issued());
			account.change((before) -> before.budget(total));
		}
		else {
			long daily = parameters.number("target_max_coupons_by_day");
			check(parameters.number("current_max_coupons_by_day"), stock.dailyBudget(), daily,
					account.issuedOnDayOf(this.counter.now()));
			account.change((before) -> before.dailyBudget(daily));
		}
		Stock changed = account.stock();
		ObjectNode json = Json.object().put("max_coupons", changed.budget().orElse(Long.MAX_VALUE));
		return (changed.dailyBudget() != Long.MAX_VALUE) ? json.put("max_coupons_by_day", changed.dailyBudget()) : json;
	}

	private static void check(long stated, long current, long target, long issued) {
		if (stated != current) {
			throw ApiError.invalidRequest("当前批次最大发放个数不匹配");
		}
		if (target < issued || target == current) {
			throw ApiError.badParameter("目标批次最大发放个数不合法");
		}
	}

}
