package io.github.wechatpayspring.simulator.endpoints;

import java.util.Arrays;
import java.util.List;

import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Issues a cash coupon (发放代金券).
 */
final class SendFavorCouponEndpoint implements Endpoint {

	private static final Field STOCK_CREATOR_MCHID = Field.of("stock_creator_mchid", "创建批次的商户号", 20);

	private static final Field COUPON_VALUE = Field.of("coupon_value", "指定面额");

	private static final Field COUPON_MINIMUM = Field.of("coupon_minimum", "指定门槛");

	private final Counter counter;

	SendFavorCouponEndpoint(Counter counter) {
		this.counter = counter;
	}

	@Override
	public ObjectNode handle(Parameters parameters) {
		String openid = parameters.pathVariable(Field.OPENID);
		String stockId = parameters.required(Field.STOCK_ID);
		String outRequestNo = parameters.required(Field.OUT_REQUEST_NO);
		String appid = parameters.required(Field.APPID);
		String creator = parameters.required(STOCK_CREATOR_MCHID);
		Long value = parameters.optionalAmount(COUPON_VALUE);
		Long minimum = parameters.optionalAmount(COUPON_MINIMUM);
		List<String> key = List.of("favor", outRequestNo);
		List<Object> same = Arrays.asList(openid, stockId, appid, creator, value, minimum);
		IssuedCoupon coupon = this.counter.ledger().once(key, same, () -> {
			Stock stock = this.counter.stock(StockType.FAVOR, stockId, appid);
			boolean denominated = stock.value() != null;
			if (!creator.equals(stock.creatorOr(this.counter.merchantId())) || denominated == (value != null)
					|| denominated == (minimum != null)) {
				throw ApiError.badParameter("参数错误,请核对文档要求");
			}
			return this.counter.issue(stock, null, new Counter.Order(openid, appid, outRequestNo,
					orElse(value, stock.value()), orElse(minimum, stock.minimum())));
		});
		return JsonNodeFactory.instance.objectNode().put("coupon_id", coupon.id());
	}

	private static long orElse(@Nullable Long value, @Nullable Long other) {
		if (value != null) {
			return value;
		}
		return (other != null) ? other : 0;
	}

}
