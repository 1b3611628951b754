package io.github.wechatpayspring.simulator.endpoints;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.wechatpayspring.simulator.CouponCodeMode;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.calls.Parameters;
import io.github.wechatpayspring.simulator.ledger.CouponAccount;
import io.github.wechatpayspring.simulator.ledger.StockAccount;
import io.github.wechatpayspring.simulator.ledger.StockAccount.CodeEntry;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps the codes that a stock of merchant coupons is to issue (预存code).
 */
final class BusifavorCodeEndpoints {

	private final Counter counter;

	private final BusifavorCouponEndpoints coupons;

	BusifavorCodeEndpoints(Counter counter, BusifavorCouponEndpoints coupons) {
		this.counter = counter;
		this.coupons = coupons;
	}

	ObjectNode upload(Parameters parameters) {
		StockAccount stock = stock(parameters);
		Instant now = this.counter.now();
		Set<String> seen = new HashSet<>();
		ObjectNode json = Json.object("stock_id", stock.stock().id());
		ArrayNode taken = json.putArray("success_codes");
		ArrayNode known = json.putArray("exist_codes");
		ArrayNode twice = json.putArray("duplicate_codes");
		for (String code : parameters.texts("coupon_code_list")) {
			if (!seen.add(code)) {
				twice.add(code);
			}
			else if (stock.codes().putIfAbsent(code, new CodeEntry(code, now, null)) != null) {
				known.add(code);
			}
			else {
				taken.add(code);
			}
		}
		json.put("total_count", seen.size()).put("success_count", taken.size()).put("fail_count", 0);
		return Json.putTime(json, "success_time", now);
	}

	private StockAccount stock(Parameters parameters) {
		StockAccount stock = BusifavorStockEndpoints.stock(this.counter, parameters.text("stock_id"));
		if (stock.stock().couponCodeMode() != CouponCodeMode.MERCHANT_UPLOAD) {
			throw ApiError.invalidRequest("发券模式不合法，批次不支持预存code");
		}
		return stock;
	}

	ObjectNode list(Parameters parameters) {
		StockAccount stock = stock(parameters);
		String status = parameters.findText("status");
		List<CodeEntry> codes = stock.codes()
			.values()
			.stream()
			.filter((code) -> status == null || status.equals(status(code)))
			.toList();
		return this.counter.page(parameters, codes, this::json).put("stock_id", stock.stock().id());
	}

	ObjectNode get(Parameters parameters) {
		StockAccount stock = stock(parameters);
		CodeEntry code = code(stock, parameters);
		ObjectNode json = Json.object();
		json.set("code_information", json(code));
		CouponAccount coupon = code.coupon();
		if (coupon != null) {
			json.set("coupon_information", this.coupons.json(coupon));
		}
		return json;
	}

	ObjectNode delete(Parameters parameters) {
		StockAccount stock = stock(parameters);
		CodeEntry code = code(stock, parameters);
		if (code.coupon() != null) {
			throw ApiError.invalidRequest("券code已被分配");
		}
		stock.codes().remove(code.code());
		return Json.putTime(Json.object("stock_id", stock.stock().id()), "delete_time", this.counter.now());
	}

	private static CodeEntry code(StockAccount stock, Parameters parameters) {
		CodeEntry code = stock.codes().get(parameters.text("coupon_code"));
		if (code == null) {
			throw ApiError.of(404, "RESOURCE_NOT_EXISTS", "券code不存在");
		}
		return code;
	}

	private static String status(CodeEntry code) {
		return (code.coupon() != null) ? "DISPATCHED" : "AVAILABLE";
	}

	private ObjectNode json(CodeEntry code) {
		ObjectNode json = Json.object("code", code.code()).put("code_status", status(code));
		Json.putTime(json, "upload_time", code.uploadTime());
		if (code.coupon() != null) {
			IssuedCoupon coupon = code.coupon().coupon();
			Json.putTime(json, "dispatched_time", coupon.createTime());
			json.put("openid", coupon.openid()).put("coupon_code", coupon.id());
		}
		return json;
	}

}
