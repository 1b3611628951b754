package io.github.wechatpayspring.simulator.endpoints;

import java.time.Instant;
import java.util.List;

import io.github.wechatpayspring.simulator.CouponCodeMode;
import io.github.wechatpayspring.simulator.CouponStatus;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.StockType;
import io.github.wechatpayspring.simulator.callbacks.Notifier;
import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.calls.Parameters;
import io.github.wechatpayspring.simulator.ledger.CouponAccount;
import io.github.wechatpayspring.simulator.ledger.CouponEvent;
import io.github.wechatpayspring.simulator.ledger.CouponEvent.Type;
import io.github.wechatpayspring.simulator.ledger.StockAccount;
import io.github.wechatpayspring.simulator.ledger.StockAccount.CodeEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Issues merchant coupons (商家券), product coupons (商品券) and consumer cards (消费卡), and
 * redeems, links, returns and voids the first two.
 */
final class BusifavorCouponEndpoints {

	private final Counter counter;

	private final BusifavorStockEndpoints stocks;

	private final Notifier notifier;

	BusifavorCouponEndpoints(Counter counter, BusifavorStockEndpoints stocks, Notifier notifier) {
		this.counter = counter;
		this.stocks = stocks;
		this.notifier = notifier;
	}

	ObjectNode send(Parameters parameters) {
		ObjectNode json = Json.object();
		json.set("send_coupon_result", send(parameters, StockType.BUSIFAVOR));
		return json;
	}

	ObjectNode sendProductCoupon(Parameters parameters) {
		return send(parameters, StockType.PRODUCT_COUPON);
	}

	private ObjectNode send(Parameters parameters, StockType type) {
		StockAccount stock = this.counter.stock(type, parameters.text("stock_id"), parameters.text("appid"));
		Long value = stock.stock().value();
		String code = this.counter.code(stock, parameters);
		CouponAccount coupon = this.counter.issue(stock, code,
				order(parameters, (value != null) ? value : 0, stock.stock().minimum()));
		stock.codes().computeIfPresent(code, (same, entry) -> new CodeEntry(code, entry.uploadTime(), coupon));
		this.notifier.issued(coupon.coupon());
		return Json.object("coupon_code", code)
			.put("out_request_no", parameters.text("out_request_no"))
			.put("stock_id", stock.stock().id());
	}

	ObjectNode sendConsumerCard(Parameters parameters) {
		StockAccount card = this.counter.stock(StockType.CONSUMER_CARD, parameters.text("card_id"),
				parameters.text("appid"));
		CouponAccount coupon = this.counter.issue(card, this.counter.ledger().nextId(), order(parameters, 0, 0));
		return Json.object("card_code", coupon.coupon().id());
	}

	private static Counter.Order order(Parameters parameters, long value, long minimum) {
		return new Counter.Order(parameters.text("openid"), parameters.text("appid"), parameters.text("out_request_no"),
				value, minimum);
	}

	ObjectNode list(Parameters parameters) {
		this.counter.checkAppid(parameters.text("appid"));
		String stockId = parameters.findText("stock_id");
		String state = parameters.findText("coupon_state");
		this.counter.checkLimit(parameters);
		List<CouponAccount> coupons = this.counter.ledger()
			.couponsOf(parameters.text("openid"))
			.stream()
			.filter((coupon) -> isMerchantCoupon(coupon.coupon()))
			.filter((coupon) -> coupon.coupon().appid().equals(parameters.text("appid")))
			.filter((coupon) -> stockId == null || coupon.coupon().stock().id().equals(stockId))
			.filter((coupon) -> state == null || coupon.coupon().status().name().equals(state))
			.filter((coupon) -> isAskedFor(coupon.coupon(), parameters))
			.toList();
		return this.counter.page(parameters, coupons, this::json);
	}

	private static boolean isMerchantCoupon(IssuedCoupon coupon) {
		StockType type = coupon.stock().type();
		return type == StockType.BUSIFAVOR || type == StockType.PRODUCT_COUPON;
	}

	// what the merchant says it is: creator, owner or sender; it is each of them to its
	// own stocks
	private boolean isAskedFor(IssuedCoupon coupon, Parameters parameters) {
		String merchantId = this.counter.merchantId();
		String owner = coupon.stock().creatorOr(merchantId);
		return isOrAbsent(parameters.findText("creator_merchant"), owner)
				&& isOrAbsent(parameters.findText("belong_merchant"), owner)
				&& isOrAbsent(parameters.findText("sender_merchant"), merchantId);
	}

	private static boolean isOrAbsent(@Nullable String asked, String actual) {
		return asked == null || asked.equals(actual);
	}

	ObjectNode get(Parameters parameters) {
		this.counter.checkAppid(parameters.text("appid"));
		CouponAccount coupon = coupon(parameters.text("coupon_code"), null);
		if (!coupon.coupon().openid().equals(parameters.text("openid"))
				|| !coupon.coupon().appid().equals(parameters.text("appid"))) {
			throw noSuchCoupon();
		}
		return json(coupon);
	}

	private CouponAccount coupon(String code, @Nullable String stockId) {
		CouponAccount coupon = this.counter.ledger().findCoupon(code);
		if (coupon == null || !isMerchantCoupon(coupon.coupon())
				|| (stockId != null && !coupon.coupon().stock().id().equals(stockId))) {
			throw noSuchCoupon();
		}
		return coupon;
	}

	private static ApiError noSuchCoupon() {
		return ApiError.of(404, "RESOURCE_NOT_EXISTS", "券不存在");
	}

	ObjectNode use(Parameters parameters) {
		this.counter.checkAppid(parameters.text("appid"));
		String stockId = parameters.findText("stock_id");
		CouponAccount account = coupon(parameters.text("coupon_code"), stockId);
		IssuedCoupon coupon = account.coupon();
		if (coupon.stock().couponCodeMode() != CouponCodeMode.WECHATPAY_MODE) {
			parameters.require("stock_id");
		}
		String openid = parameters.findText("openid");
		if (openid != null && !openid.equals(coupon.openid())) {
			throw ApiError.of(404, "USER_NOT_EXISTS", "OpenID不正确");
		}
		Instant now = this.counter.now();
		switch (coupon.status()) {
			case USED -> throw ApiError.of(400, "RESOURCE_ALREADY_EXISTS", "券已被其他订单核销");
			case EXPIRED -> throw ApiError.of(403, "RULELIMIT", "券不在有效期内");
			case DEACTIVATED -> throw ApiError.invalidRequest("券已失效");
			case SENDED -> {
				if (now.isBefore(coupon.availableBeginTime())) {
					throw ApiError.of(403, "RULELIMIT", "券不在有效期内");
				}
			}
		}
		account.change(CouponStatus.USED, new CouponEvent(Type.USED, now, parameters.text("use_request_no"),
				coupon.value(), orEmpty(parameters.findText("out_trade_no"))));
		ObjectNode json = Json.object("stock_id", coupon.stock().id()).put("openid", coupon.openid());
		return Json.putTime(json, "wechatpay_use_time", now);
	}

	ObjectNode associate(Parameters parameters) {
		CouponAccount coupon = sendedCoupon(parameters);
		if (coupon.association() != null) {
			throw ApiError.of(400, "RESOURCE_ALREADY_EXISTS", "券已关联其他订单");
		}
		Instant now = this.counter.now();
		coupon.change(CouponStatus.SENDED, new CouponEvent(Type.ASSOCIATED, now, parameters.text("out_request_no"), 0,
				parameters.text("out_trade_no")));
		return Json.putTime(Json.object(), "wechatpay_associate_time", now);
	}

	ObjectNode disassociate(Parameters parameters) {
		CouponAccount coupon = sendedCoupon(parameters);
		CouponEvent association = coupon.association();
		if (association == null || !association.note().equals(parameters.text("out_trade_no"))) {
			throw ApiError.invalidRequest("券未关联该订单");
		}
		Instant now = this.counter.now();
		coupon.change(CouponStatus.SENDED,
				new CouponEvent(Type.DISASSOCIATED, now, parameters.text("out_request_no"), 0, association.note()));
		return Json.putTime(Json.object(), "wechatpay_disassociate_time", now);
	}

	private CouponAccount sendedCoupon(Parameters parameters) {
		CouponAccount coupon = coupon(parameters.text("coupon_code"), parameters.text("stock_id"));
		if (coupon.coupon().status() != CouponStatus.SENDED) {
			throw ApiError.invalidRequest("券状态非法");
		}
		return coupon;
	}

	ObjectNode returnCoupon(Parameters parameters) {
		CouponAccount coupon = coupon(parameters.text("coupon_code"), parameters.text("stock_id"));
		if (coupon.coupon().status() != CouponStatus.USED) {
			throw ApiError.invalidRequest("券状态非法，仅已核销的券可退");
		}
		Instant now = this.counter.now();
		coupon.change(CouponStatus.SENDED,
				new CouponEvent(Type.RETURNED, now, parameters.text("return_request_no"), coupon.coupon().value(), ""));
		return Json.putTime(Json.object(), "wechatpay_return_time", now);
	}

	ObjectNode deactivate(Parameters parameters) {
		CouponAccount coupon = sendedCoupon(parameters);
		Instant now = this.counter.now();
		coupon.change(CouponStatus.DEACTIVATED, new CouponEvent(Type.DEACTIVATED, now,
				parameters.text("deactivate_request_no"), 0, orEmpty(parameters.findText("deactivate_reason"))));
		return Json.putTime(Json.object(), "wechatpay_deactivate_time", now);
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	/**
	 * Write a coupon.
	 * @param account the coupon
	 * @return its fields
	 */
	ObjectNode json(CouponAccount account) {
		IssuedCoupon coupon = account.coupon();
		ObjectNode json = this.stocks.fields(this.counter.stock(coupon.stock().id()));
		json.remove(List.of("stock_send_rule", "coupon_code_mode", "notify_config", "subsidy"));
		json.put("coupon_code", coupon.id())
			.put("coupon_state", coupon.status().name())
			.put("send_request_no", coupon.outRequestNo());
		Json.putTime(json, "available_start_time", coupon.availableBeginTime());
		Json.putTime(json, "expire_time", coupon.availableEndTime());
		Json.putTime(json, "receive_time", coupon.createTime());
		put(json, account.last(Type.USED), "use_request_no", "use_time");
		put(json, account.last(Type.RETURNED), "return_request_no", "return_time");
		CouponEvent deactivation = account.last(Type.DEACTIVATED);
		put(json, deactivation, "deactivate_request_no", "deactivate_time");
		if (deactivation != null && !deactivation.note().isEmpty()) {
			json.put("deactivate_reason", deactivation.note());
		}
		CouponEvent association = account.association();
		return Json.putText(json, "associate_out_trade_no", (association != null) ? association.note() : null);
	}

	private static void put(ObjectNode json, @Nullable CouponEvent event, String number, String time) {
		if (event != null) {
			json.put(number, event.number());
			Json.putTime(json, time, event.time());
		}
	}

}
