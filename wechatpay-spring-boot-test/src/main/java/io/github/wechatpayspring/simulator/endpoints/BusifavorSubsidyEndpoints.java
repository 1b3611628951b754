package io.github.wechatpayspring.simulator.endpoints;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wechatpayspring.simulator.CouponStatus;
import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.calls.Parameters;
import io.github.wechatpayspring.simulator.crypto.RandomText;
import io.github.wechatpayspring.simulator.ledger.CouponAccount;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pays subsidies for redeemed merchant coupons and returns them (营销补差). Whoever asks for
 * one is told that it was accepted; it is paid or returned by the time it is queried.
 */
final class BusifavorSubsidyEndpoints {

	private final Counter counter;

	private final Map<String, Subsidy> subsidies = new LinkedHashMap<>();

	private final Map<String, ObjectNode> returns = new LinkedHashMap<>();

	BusifavorSubsidyEndpoints(Counter counter) {
		this.counter = counter;
	}

	void reset() {
		this.subsidies.clear();
		this.returns.clear();
	}

	ObjectNode pay(Parameters parameters) {
		CouponAccount coupon = coupon(parameters);
		if (coupon.coupon().status() != CouponStatus.USED) {
			throw ApiError.invalidRequest("券未核销，不能补差");
		}
		String type = BusifavorStockEndpoints.stock(this.counter, parameters.text("stock_id"))
			.terms()
			.path("stock_type")
			.asString("NORMAL");
		if (type.equals("EXCHANGE")) {
			throw ApiError.invalidRequest("换购券不支持补差");
		}
		if (!parameters.text("payer_merchant").equals(this.counter.merchantId())) {
			throw ApiError.of(403, "NOAUTH", "商户无权限");
		}
		long amount = parameters.number("amount");
		if (type.equals("NORMAL") && amount > coupon.coupon().value()) {
			throw ApiError.badParameter("补差金额超过券优惠金额");
		}
		ObjectNode fields = parameters.values().deepCopy();
		fields.put("subsidy_receipt_id", "1120" + RandomText.digits(24));
		Json.putTime(fields, "create_time", this.counter.now());
		Subsidy subsidy = new Subsidy(fields, this.counter.now());
		this.subsidies.put(fields.path("subsidy_receipt_id").asString(), subsidy);
		return fields.deepCopy().put("status", "PAY_RECEIPT_ACCEPTED");
	}

	private CouponAccount coupon(Parameters parameters) {
		CouponAccount coupon = this.counter.ledger().findCoupon(parameters.text("coupon_code"));
		if (coupon == null || !coupon.coupon().stock().id().equals(parameters.text("stock_id"))) {
			throw ApiError.of(404, "RESOURCE_NOT_EXISTS", "券不存在");
		}
		return coupon;
	}

	ObjectNode list(Parameters parameters) {
		String number = parameters.findText("out_subsidy_no");
		ObjectNode json = Json.object();
		ArrayNode list = json.putArray("pay_receipt_list");
		this.subsidies.values()
			.stream()
			.filter((subsidy) -> subsidy.is("stock_id", parameters.text("stock_id"))
					&& subsidy.is("coupon_code", parameters.text("coupon_code"))
					&& (number == null || subsidy.is("out_subsidy_no", number)))
			.forEach((subsidy) -> list.add(json(subsidy)));
		return json;
	}

	ObjectNode get(Parameters parameters) {
		Subsidy subsidy = this.subsidies.get(parameters.text("subsidy_receipt_id"));
		if (subsidy == null) {
			throw ApiError.of(404, "RESOURCE_NOT_EXISTS", "补差付款单不存在");
		}
		return json(subsidy);
	}

	private ObjectNode json(Subsidy subsidy) {
		long returned = returned(subsidy);
		String status = "PAY_RECEIPT_SUCCESS";
		if (returned > 0) {
			status = (returned < subsidy.amount()) ? "PAY_RECEIPT_PARTIAL_RETURN" : "PAY_RECEIPT_FULL_RETURN";
		}
		ObjectNode json = subsidy.fields().deepCopy().put("status", status);
		return Json.putTime(json, "success_time", subsidy.time());
	}

	private long returned(Subsidy subsidy) {
		return this.returns.values()
			.stream()
			.filter((each) -> each.path("subsidy_receipt_id").equals(subsidy.fields().get("subsidy_receipt_id")))
			.mapToLong((each) -> each.path("amount").longValue())
			.sum();
	}

	ObjectNode returnSubsidy(Parameters parameters) {
		coupon(parameters);
		Subsidy subsidy = find(parameters);
		if (subsidy == null) {
			throw ApiError.of(404, "RESOURCE_NOT_EXISTS", "补差付款单不存在");
		}
		if (returned(subsidy) + parameters.number("amount") > subsidy.amount()) {
			throw ApiError.badParameter("补差回退金额超过补差付款金额");
		}
		ObjectNode fields = parameters.values().deepCopy();
		fields.put("subsidy_return_receipt_id", "1121" + RandomText.digits(24));
		fields.set("subsidy_receipt_id", subsidy.fields().get("subsidy_receipt_id"));
		Json.putTime(fields, "return_create_time", this.counter.now());
		this.returns.put(fields.path("subsidy_return_receipt_id").asString(), fields);
		return fields.deepCopy().put("status", "RETURN_RECEIPT_ACCEPTED");
	}

	// who pays and who is paid are those of the payment
	private @Nullable Subsidy find(Parameters parameters) {
		return this.subsidies.values()
			.stream()
			.filter((subsidy) -> subsidy.is("coupon_code", parameters.text("coupon_code"))
					&& subsidy.is("transaction_id", parameters.text("transaction_id"))
					&& subsidy.is("payer_merchant", parameters.text("payer_merchant"))
					&& subsidy.is("payee_merchant", parameters.text("payee_merchant")))
			.findFirst()
			.orElse(null);
	}

	ObjectNode getReturn(Parameters parameters) {
		ObjectNode fields = this.returns.get(parameters.text("subsidy_return_receipt_id"));
		if (fields == null) {
			throw ApiError.of(404, "RESOURCE_NOT_EXISTS", "补差回退单不存在");
		}
		JsonNode time = fields.path("return_create_time");
		ObjectNode json = fields.deepCopy().put("status", "RETURN_RECEIPT_SUCCESS");
		json.set("return_done_time", time);
		return json;
	}

	private record Subsidy(ObjectNode fields, Instant time) {

		boolean is(String field, String value) {
			return this.fields.path(field).asString("").equals(value);
		}

		long amount() {
			return this.fields.path("amount").longValue();
		}

	}

}
