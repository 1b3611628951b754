package io.github.wechatpayspring.simulator.endpoints;

import java.util.List;
import java.util.function.Predicate;

import io.github.wechatpayspring.simulator.CouponStatus;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.OffsetCounting;
import io.github.wechatpayspring.simulator.SimulatorSettings;
import io.github.wechatpayspring.simulator.StockType;
import io.github.wechatpayspring.simulator.callbacks.CouponFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists a user's coupons by merchant number (根据商户号查用户的券).
 */
final class ListFavorCouponsEndpoint implements Endpoint {

	private static final Field STATUS = Field.of("status", "券状态", 20);

	private static final Field CREATOR_MCHID = Field.of("creator_mchid", "创建批次的商户号", 20);

	private static final Field SENDER_MCHID = Field.of("sender_mchid", "批次发放商户号", 20);

	private static final Field AVAILABLE_MCHID = Field.of("available_mchid", "可用商户号", 20);

	private static final Field OFFSET = Field.of("offset", "分页页码");

	private static final Field LIMIT = Field.of("limit", "分页大小");

	private static final Field BUSINESS_TYPE = Field.of("business_type", "业务类型").matching("^MULTIUSE$");

	private static final int DEFAULT_LIMIT = 20;

	private final Counter counter;

	private final SimulatorSettings settings;

	ListFavorCouponsEndpoint(Counter counter, SimulatorSettings settings) {
		this.counter = counter;
		this.settings = settings;
	}

	@Override
	public ObjectNode handle(Parameters parameters) {
		String openid = parameters.pathVariable(Field.OPENID);
		String appid = parameters.requiredQuery(Field.APPID);
		String stockId = parameters.optionalQuery(Field.STOCK_ID);
		String status = parameters.optionalQuery(STATUS);
		String creator = parameters.optionalQuery(CREATOR_MCHID);
		String available = parameters.optionalQuery(AVAILABLE_MCHID);
		String sender = parameters.optionalQuery(SENDER_MCHID);
		int offset = parameters.queryNumber(OFFSET, 0);
		int limit = parameters.queryNumber(LIMIT, DEFAULT_LIMIT);
		StockType type = (parameters.optionalQuery(BUSINESS_TYPE) != null) ? StockType.MULTIUSE : StockType.FAVOR;
		if (creator == null && available == null && sender == null) {
			parameters.requiredQuery(CREATOR_MCHID);
		}
		this.counter.checkAppid(appid);
		Predicate<IssuedCoupon> ofUser = (coupon) -> coupon.stock().type() == type && coupon.openid().equals(openid)
				&& coupon.appid().equals(appid);
		if (creator == null && available != null) {
			List<IssuedCoupon> usable = select(ofUser.and((coupon) -> coupon.status() == CouponStatus.SENDED
					&& coupon.stock().redeemableAt(this.counter.merchantId()).contains(available)));
			return page(usable, usable.size(), 0, DEFAULT_LIMIT);
		}
		checkLimit(limit);
		List<IssuedCoupon> selected = select(
				ofUser.and((coupon) -> stockId == null || coupon.stock().id().equals(stockId))
					.and((coupon) -> matches(status, coupon.status()))
					.and((coupon) -> (creator != null)
							? coupon.stock().creatorOr(this.counter.merchantId()).equals(creator)
							: this.counter.merchantId().equals(sender)));
		long from = (this.settings.offsetCounting() == OffsetCounting.PAGES) ? (long) offset * limit : offset;
		return page(selected.stream().skip(from).limit(limit).toList(), selected.size(), offset, limit);
	}

	private void checkLimit(int limit) {
		if (limit > this.settings.maximumLimit()) {
			throw ApiError.badParameter("页大小超过阈值");
		}
		if (limit == 0) {
			throw ApiError.badParameter("参数错误,请核对文档要求");
		}
	}

	private static boolean matches(@Nullable String wanted, CouponStatus actual) {
		if (actual == CouponStatus.EXPIRED) {
			return false;
		}
		// USED asks for what is or was usable
		return wanted == null || wanted.equals("USED") || wanted.equals(actual.name());
	}

	private List<IssuedCoupon> select(Predicate<IssuedCoupon> filter) {
		return this.counter.ledger().coupons().stream().filter(filter).toList();
	}

	private ObjectNode page(List<IssuedCoupon> coupons, int total, int offset, int limit) {
		ObjectNode page = JsonNodeFactory.instance.objectNode();
		ArrayNode data = page.putArray("data");
		coupons.forEach((coupon) -> data.add(json(coupon)));
		return page.put("limit", limit).put("offset", offset).put("total_count", total);
	}

	private ObjectNode json(IssuedCoupon coupon) {
		ObjectNode json = CouponFields.of(coupon, this.counter.merchantId()).putNull("singleitem");
		if (coupon.stock().type() == StockType.MULTIUSE) {
			json.put("available_balance", coupon.balance());
		}
		return json;
	}

}
