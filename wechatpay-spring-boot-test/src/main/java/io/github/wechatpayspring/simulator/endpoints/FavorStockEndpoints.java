package io.github.wechatpayspring.simulator.endpoints;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockState;
import io.github.wechatpayspring.simulator.StockType;
import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.calls.Parameters;
import io.github.wechatpayspring.simulator.ledger.StockAccount;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates and runs stocks of cash coupons (代金券批次), and finds them and those of multi-use
 * credit.
 */
final class FavorStockEndpoints {

	private static final Duration FURTHEST_BEGIN = Duration.ofDays(365);

	private static final Duration LONGEST_TIME = Duration.ofDays(90);

	private static final Set<StockType> TYPES = Set.of(StockType.FAVOR, StockType.MULTIUSE);

	private final Counter counter;

	FavorStockEndpoints(Counter counter) {
		this.counter = counter;
	}

	ObjectNode create(Parameters parameters) {
		if (!parameters.text("belong_merchant").equals(this.counter.merchantId())) {
			throw ApiError.of(400, "MCH_NOT_EXISTS", "商户号不存在");
		}
		JsonNode rule = parameters.object("stock_use_rule");
		JsonNode coupon = parameters.object("coupon_use_rule").path("fixed_normal_coupon");
		if (!parameters.text("stock_type").equals("NORMAL") || !coupon.isObject()) {
			throw ApiError.badParameter("参数错误,请核对文档要求");
		}
		checkTime(parameters.time("available_begin_time"), parameters.time("available_end_time"));
		long value = coupon.path("coupon_amount").longValue();
		long minimum = coupon.path("transaction_minimum").longValue();
		long maximum = rule.path("max_coupons").longValue();
		if (minimum <= value) {
			throw ApiError.badParameter("门槛必须大于面额");
		}
		if (rule.path("max_amount").longValue() != value * maximum) {
			throw ApiError.badParameter("总预算必须等于面额乘以发放总上限");
		}
		Stock stock = Stock.favor(this.counter.ledger().nextId())
			.name(parameters.text("stock_name"))
			.creator(this.counter.merchantId())
			.value(value)
			.minimum(minimum)
			.budget(maximum)
			.perUserLimit(rule.path("max_coupons_per_user").longValue())
			.available(parameters.time("available_begin_time"), parameters.time("available_end_time"))
			.availableAt(texts(parameters.object("coupon_use_rule").path("available_merchants")))
			.state((this.counter.settings().auditsAtOnce()) ? StockState.UNACTIVATED : StockState.AUDIT);
		if (rule.has("max_amount_by_day")) {
			stock = stock.dailyBudget(rule.path("max_amount_by_day").longValue() / value);
		}
		StockAccount account = this.counter.ledger().add(stock, parameters.values());
		return Json.putTime(Json.object("stock_id", stock.id()), "create_time", account.createTime());
	}

	private void checkTime(Instant begin, Instant end) {
		Instant now = this.counter.now();
		if (begin.isBefore(now) || begin.isAfter(now.plus(FURTHEST_BEGIN)) || !end.isAfter(begin)
				|| end.isAfter(begin.plus(LONGEST_TIME))) {
			throw ApiError.badParameter("批次可用时间不合法");
		}
	}

	ObjectNode start(Parameters parameters) {
		return change(parameters, StockState.UNACTIVATED, StockState.RUNNING, "start_time");
	}

	ObjectNode pause(Parameters parameters) {
		return change(parameters, StockState.RUNNING, StockState.PAUSED, "pause_time");
	}

	ObjectNode restart(Parameters parameters) {
		return change(parameters, StockState.PAUSED, StockState.RUNNING, "restart_time");
	}

	ObjectNode stop(Parameters parameters) {
		return change(parameters, StockState.UNACTIVATED, StockState.STOPPED, "stop_time");
	}

	private ObjectNode change(Parameters parameters, StockState from, StockState to, String time) {
		StockAccount stock = stock(parameters);
		if (!this.counter.isOwn(stock)) {
			throw ApiError.of(403, "REQUEST_BLOCKED", "仅支持创建商户操作批次");
		}
		if (stock.stock().type() != StockType.FAVOR || stock.stock().state() != from) {
			throw ApiError.badParameter("批次状态非法");
		}
		Instant now = this.counter.now();
		stock.changeState(to, now);
		return Json.putTime(Json.object("stock_id", stock.stock().id()), time, now);
	}

	// the creator and those who issue from it may ask
	private StockAccount stock(Parameters parameters) {
		StockAccount stock = this.counter.stock(parameters.text("stock_id"), TYPES);
		if (!parameters.text("stock_creator_mchid").equals(stock.stock().creatorOr(this.counter.merchantId()))) {
			throw ApiError.badParameter("参数错误,请核对文档要求");
		}
		if (!stock.stock().isOpenToSender(this.counter.merchantId())) {
			throw Counter.notOpen();
		}
		return stock;
	}

	ObjectNode get(Parameters parameters) {
		return json(stock(parameters));
	}

	ObjectNode list(Parameters parameters) {
		String creator = parameters.text("stock_creator_mchid");
		String status = parameters.findText("status");
		Instant after = parameters.findTime("create_start_time");
		Instant before = parameters.findTime("create_end_time");
		List<StockAccount> stocks = this.counter.ledger()
			.stockAccounts()
			.stream()
			.filter((stock) -> TYPES.contains(stock.stock().type()))
			.filter((stock) -> stock.stock().creatorOr(this.counter.merchantId()).equals(creator))
			.filter((stock) -> stock.stock().isOpenToSender(this.counter.merchantId()))
			.filter((stock) -> status == null || stock.stock().state().favorName().equals(status))
			.filter((stock) -> after == null || !stock.createTime().isBefore(after))
			.filter((stock) -> before == null || !stock.createTime().isAfter(before))
			.toList();
		return this.counter.page(parameters, stocks, this::json);
	}

	ObjectNode merchants(Parameters parameters) {
		StockAccount stock = stock(parameters);
		return texts(parameters, stock, stock.stock().redeemableAt(this.counter.merchantId()));
	}

	ObjectNode goods(Parameters parameters) {
		StockAccount stock = stock(parameters);
		return texts(parameters, stock, List.of(texts(stock.terms().path("coupon_use_rule").path("available_items"))));
	}

	private ObjectNode texts(Parameters parameters, StockAccount stock, List<String> all) {
		return this.counter.page(parameters, all, JsonNodeFactory.instance::stringNode)
			.put("stock_id", stock.stock().id());
	}

	private static String[] texts(JsonNode array) {
		List<String> texts = new ArrayList<>();
		array.forEach((each) -> texts.add(each.asString()));
		return texts.toArray(String[]::new);
	}

	private ObjectNode json(StockAccount account) {
		Stock stock = account.stock();
		JsonNode terms = account.terms();
		boolean multiuse = stock.type() == StockType.MULTIUSE;
		ObjectNode json = Json.object("stock_id", stock.id())
			.put("stock_creator_mchid", stock.creatorOr(this.counter.merchantId()))
			.put("stock_name", stock.name())
			.put("status", stock.state().favorName())
			.put("description", terms.path("pattern_info").path("description").asString(""))
			.put("distributed_coupons", account.issued())
			.put("no_cash", terms.path("no_cash").asBoolean(false))
			.put("singleitem", terms.path("coupon_use_rule").has("available_items"))
			.put("stock_type", "NORMAL");
		Json.putTime(json, "create_time", account.createTime());
		Json.putTime(json, "available_begin_time", beginOf(account));
		Json.putTime(json, "available_end_time", stock.endOf(account.createTime()));
		Json.putTime(json, "start_time", account.timeOf(StockState.RUNNING));
		Json.putTime(json, "stop_time", account.timeOf(StockState.STOPPED));
		if (multiuse) {
			json.put("business_type", "MULTIUSE");
		}
		useRule(json.putObject("stock_use_rule"), stock, terms);
		return json;
	}

	private static @Nullable Instant beginOf(StockAccount account) {
		Instant begin = account.stock().availableBeginTime();
		return (begin != null) ? begin : account.createTime();
	}

	private static void useRule(ObjectNode rule, Stock stock, JsonNode terms) {
		Long value = stock.value();
		stock.budget().ifPresent((budget) -> {
			rule.put("max_coupons", budget);
			if (value != null) {
				rule.put("max_amount", budget * value);
			}
		});
		if (stock.dailyBudget() != Long.MAX_VALUE && value != null) {
			rule.put("max_amount_by_day", stock.dailyBudget() * value);
		}
		if (stock.perUserLimit() != Long.MAX_VALUE) {
			rule.put("max_coupons_per_user", stock.perUserLimit());
		}
		if (value != null) {
			rule.putObject("fixed_normal_coupon")
				.put("coupon_amount", value)
				.put("transaction_minimum", stock.minimum());
		}
		rule.put("coupon_type", "NORMAL")
			.put("combine_use", terms.path("coupon_use_rule").path("combine_use").asBoolean(true));
	}

}
