package io.github.wechatpayspring.simulator.endpoints;

import java.util.List;
import java.util.function.Predicate;

import io.github.wechatpayspring.simulator.CouponStatus;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.StockType;
import io.github.wechatpayspring.simulator.callbacks.CouponFields;
import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.calls.Parameters;
import io.github.wechatpayspring.simulator.ledger.CouponAccount;
import io.github.wechatpayspring.simulator.ledger.StockAccount;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Issues cash coupons (代金券) and multi-use credit (消费金), and finds both.
 */
final class FavorCouponEndpoints {

	private final Counter counter;

	FavorCouponEndpoints(Counter counter) {
		this.counter = counter;
	}

	ObjectNode send(Parameters parameters) {
		String appid = parameters.text("appid");
		StockAccount stock = this.counter.stock(StockType.FAVOR, parameters.text("stock_id"), appid);
		Long value = parameters.findNumber("coupon_value");
		Long minimum = parameters.findNumber("coupon_minimum");
		boolean denominated = stock.stock().value() != null;
		if (!parameters.text("stock_creator_mchid").equals(stock.stock().creatorOr(this.counter.merchantId()))
				|| denominated == (value != null) || denominated == (minimum != null)) {
			throw ApiError.badParameter("参数错误,请核对文档要求");
		}
		return issue(stock, parameters, orElse(value, stock.stock().value()), orElse(minimum, stock.stock().minimum()));
	}

	ObjectNode sendMultiuse(Parameters parameters) {
		if (!parameters.text("card_type").equals("ID_CARD")) {
			throw ApiError.badParameter("参数错误,请核对文档要求");
		}
		StockAccount stock = this.counter.stock(StockType.MULTIUSE, parameters.text("stock_id"),
				parameters.text("appid"));
		Long fixed = stock.stock().value();
		Long amount = parameters.findNumber("amount");
		if (fixed == null) {
			parameters.require("amount");
		}
		else if (amount != null && !amount.equals(fixed)) {
			throw ApiError.badParameter("参数错误,请核对文档要求");
		}
		return issue(stock, parameters, orElse(amount, fixed), stock.stock().minimum());
	}

	private ObjectNode issue(StockAccount stock, Parameters parameters, long value, long minimum) {
		CouponAccount coupon = this.counter.issue(stock, this.counter.ledger().nextId(),
				new Counter.Order(parameters.text("openid"), parameters.text("appid"),
						parameters.text("out_request_no"), value, minimum));
		return Json.object("coupon_id", coupon.coupon().id());
	}

	private static long orElse(@Nullable Long value, @Nullable Long other) {
		if (value != null) {
			return value;
		}
		return (other != null) ? other : 0;
	}

	ObjectNode list(Parameters parameters) {
		String appid = parameters.text("appid");
		String stockId = parameters.findText("stock_id");
		String status = parameters.findText("status");
		String creator = parameters.findText("creator_mchid");
		String available = parameters.findText("available_mchid");
		String sender = parameters.findText("sender_mchid");
		StockType type = (parameters.findText("business_type") != null) ? StockType.MULTIUSE : StockType.FAVOR;
		this.counter.checkAppid(appid);
		Predicate<IssuedCoupon> ofUser = (coupon) -> coupon.stock().type() == type && coupon.appid().equals(appid);
		String merchantId = this.counter.merchantId();
		if (creator == null && available != null) {
			List<IssuedCoupon> usable = select(parameters, ofUser.and((coupon) -> coupon.status() == CouponStatus.SENDED
					&& coupon.stock().redeemableAt(merchantId).contains(available)));
			return Json.page(usable, 0, 0, usable.size(), this::json).put("limit", Counter.DEFAULT_LIMIT);
		}
		this.counter.checkLimit(parameters);
		List<IssuedCoupon> selected = select(parameters,
				ofUser.and((coupon) -> stockId == null || coupon.stock().id().equals(stockId))
					.and((coupon) -> matches(status, coupon.status()))
					.and((coupon) -> (creator != null) ? coupon.stock().creatorOr(merchantId).equals(creator)
							: merchantId.equals(sender)));
		return this.counter.page(parameters, selected, this::json);
	}

	private static boolean matches(@Nullable String wanted, CouponStatus actual) {
		if (actual == CouponStatus.EXPIRED) {
			return false;
		}
		// USED asks for what is or was usable
		return wanted == null || wanted.equals("USED") || wanted.equals(actual.name());
	}

	private List<IssuedCoupon> select(Parameters parameters, Predicate<IssuedCoupon> filter) {
		return this.counter.ledger()
			.couponsOf(parameters.text("openid"))
			.stream()
			.map(CouponAccount::coupon)
			.filter(filter)
			.toList();
	}

	ObjectNode get(Parameters parameters) {
		this.counter.checkAppid(parameters.text("appid"));
		CouponAccount coupon = this.counter.ledger().findCoupon(parameters.text("coupon_id"));
		if (coupon == null || !isOf(parameters, coupon.coupon())) {
			throw ApiError.of(404, "RESOURCE_NOT_EXISTS", "券不存在");
		}
		return json(coupon.coupon());
	}

	private static boolean isOf(Parameters parameters, IssuedCoupon coupon) {
		StockType type = coupon.stock().type();
		return (type == StockType.FAVOR || type == StockType.MULTIUSE)
				&& coupon.openid().equals(parameters.text("openid")) && coupon.appid().equals(parameters.text("appid"));
	}

	private ObjectNode json(IssuedCoupon coupon) {
		ObjectNode json = CouponFields.of(coupon, this.counter.merchantId()).putNull("singleitem");
		if (coupon.stock().type() == StockType.MULTIUSE) {
			json.put("available_balance", coupon.balance());
		}
		return json;
	}

}
