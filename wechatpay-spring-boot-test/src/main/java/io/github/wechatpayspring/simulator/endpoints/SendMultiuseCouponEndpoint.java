package io.github.wechatpayspring.simulator.endpoints;

import java.util.Arrays;
import java.util.List;

import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockType;
import io.github.wechatpayspring.simulator.crypto.PlatformKeyRing;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Issues multi-use credit (发放指定批次的消费金).
 */
final class SendMultiuseCouponEndpoint implements Endpoint {

	private static final Field USER_NAME = Field.of("user_name", "用户姓名", 2048);

	private static final Field ID_CARD_NUMBER = Field.of("id_card_number", "证件号码", 2048);

	private static final Field AMOUNT = Field.of("amount", "面额");

	private static final Field CARD_TYPE = Field.of("card_type", "证件类型");

	private final Counter counter;

	private final PlatformKeyRing keys;

	SendMultiuseCouponEndpoint(Counter counter, PlatformKeyRing keys) {
		this.counter = counter;
		this.keys = keys;
	}

	@Override
	public ObjectNode handle(Parameters parameters) {
		EncryptedFields encrypted = EncryptedFields.of(this.keys, parameters.platformSerial());
		String openid = parameters.pathVariable(Field.OPENID);
		String stockId = parameters.required(Field.STOCK_ID);
		String outRequestNo = parameters.required(Field.OUT_REQUEST_NO);
		String userName = encrypted.decrypt(parameters.required(USER_NAME));
		String idCardNumber = encrypted.decrypt(parameters.required(ID_CARD_NUMBER));
		Long amount = parameters.optionalAmount(AMOUNT);
		String appid = parameters.required(Field.APPID.max(0));
		String cardType = parameters.oneOf(CARD_TYPE, List.of("ID_CARD"));
		List<String> key = List.of("multiuse", outRequestNo);
		// the ciphertext of a retry may differ, what it says may not
		List<Object> same = Arrays.asList(openid, stockId, userName, idCardNumber, amount, appid, cardType);
		IssuedCoupon coupon = this.counter.ledger().once(key, same, () -> {
			Stock stock = this.counter.stock(StockType.MULTIUSE, stockId, appid);
			Long fixed = stock.value();
			long value = (fixed != null) ? fixed : parameters.requiredAmount(AMOUNT);
			if (value == 0 || (amount != null && amount != value)) {
				throw ApiError.badParameter("参数错误,请核对文档要求");
			}
			return this.counter.issue(stock, null,
					new Counter.Order(openid, appid, outRequestNo, value, stock.minimum()));
		});
		return JsonNodeFactory.instance.objectNode().put("coupon_id", coupon.id());
	}

}
