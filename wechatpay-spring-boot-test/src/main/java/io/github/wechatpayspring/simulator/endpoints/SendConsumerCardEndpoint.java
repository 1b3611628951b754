package io.github.wechatpayspring.simulator.endpoints;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import io.github.wechatpayspring.simulator.IssuedCoupon;
import io.github.wechatpayspring.simulator.Stock;
import io.github.wechatpayspring.simulator.StockType;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Issues a consumer card (发放消费卡).
 */
final class SendConsumerCardEndpoint implements Endpoint {

	private static final Field CARD_ID = Field.of("card_id", "消费卡ID", 28);

	private static final Field OUT_REQUEST_NO = Field.of("out_request_no", "商户单据号", 32);

	private static final Field SEND_TIME = Field.of("send_time", "请求发卡时间", 32)
		.matching("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})$");

	private static final Duration MAXIMUM_AGE = Duration.ofHours(24);

	private final Counter counter;

	SendConsumerCardEndpoint(Counter counter) {
		this.counter = counter;
	}

	@Override
	public ObjectNode handle(Parameters parameters) {
		String cardId = parameters.pathVariable(CARD_ID);
		String appid = parameters.required(Field.APPID.max(18));
		String openid = parameters.required(Field.OPENID.max(28));
		String outRequestNo = parameters.required(OUT_REQUEST_NO);
		Instant sendTime = sendTime(parameters);
		List<String> key = List.of("consumer card", outRequestNo, sendTime.toString());
		IssuedCoupon card = this.counter.ledger().once(key, List.of(cardId, appid, openid), () -> {
			Stock stock = this.counter.stock(StockType.CONSUMER_CARD, cardId, appid);
			return this.counter.issue(stock, null, new Counter.Order(openid, appid, outRequestNo, 0, 0));
		});
		return JsonNodeFactory.instance.objectNode().put("card_code", card.id());
	}

	private Instant sendTime(Parameters parameters) {
		Instant sendTime;
		try {
			sendTime = OffsetDateTime.parse(parameters.required(SEND_TIME)).toInstant();
		}
		catch (DateTimeException ex) {
			throw ApiError.badParameter("时间格式错误");
		}
		if (sendTime.isBefore(this.counter.now().minus(MAXIMUM_AGE))) {
			throw ApiError.badParameter("请求发卡时间不能早于当前时间24小时");
		}
		return sendTime;
	}

}
