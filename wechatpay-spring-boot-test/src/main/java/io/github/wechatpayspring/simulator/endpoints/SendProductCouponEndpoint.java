package io.github.wechatpayspring.simulator.endpoints;

import java.util.Arrays;
import java.util.List;

import io.github.wechatpayspring.simulator.CouponCodeMode;
import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockType;
import io.github.wechatpayspring.simulator.callbacks.Notifier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Issues a product coupon (向用户发放商品券).
 */
final class SendProductCouponEndpoint implements Endpoint {

	private static final Field COUPON_CODE = Field.of("coupon_code", "券code");

	private static final Field COUPON_TYPE = Field.of("coupon_type", "券类型", 32);

	private static final Field MEMBER_CARD_ID = Field.of("member_card_id", "会员卡模板ID", 32);

	private final Counter counter;

	private final Notifier notifier;

	SendProductCouponEndpoint(Counter counter, Notifier notifier) {
		this.counter = counter;
		this.notifier = notifier;
	}

	@Override
	public ObjectNode handle(Parameters parameters) {
		String openid = parameters.required(Field.OPENID);
		String appid = parameters.required(Field.APPID.max(32));
		String stockId = parameters.required(Field.STOCK_ID.max(128));
		String outRequestNo = parameters.required(Field.OUT_REQUEST_NO);
		String couponCode = parameters.optional(COUPON_CODE);
		String couponType = parameters.oneOf(COUPON_TYPE, List.of("NORMAL", "MEMBER"));
		String memberCardId = couponType.equals("MEMBER") ? parameters.required(MEMBER_CARD_ID)
				: parameters.optional(MEMBER_CARD_ID);
		List<String> key = List.of("product coupon", outRequestNo, stockId, openid);
		List<Object> same = Arrays.asList(appid, couponCode, couponType, memberCardId);
		IssuedCoupon coupon = this.counter.ledger().once(key, same, () -> {
			Stock stock = this.counter.stock(StockType.PRODUCT_COUPON, stockId, appid);
			return this.counter.issue(stock, code(stock, parameters),
					new Counter.Order(openid, appid, outRequestNo, 0, 0));
		}, this.notifier::issued);
		return JsonNodeFactory.instance.objectNode()
			.put("coupon_code", coupon.id())
			.put("out_request_no", outRequestNo)
			.put("stock_id", stockId);
	}

	private static @Nullable String code(Stock stock, Parameters parameters) {
		if (stock.couponCodeMode() == CouponCodeMode.MERCHANT_API) {
			return parameters.required(COUPON_CODE);
		}
		if (parameters.optional(COUPON_CODE) != null) {
			throw ApiError.invalidRequest("发券模式不合法，批次不支持上传券code");
		}
		return null;
	}

}
