package io.github.wechatpayspring.simulator;

import java.time.Clock;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sets where the merchant is told of cash coupons that are used (设置消息通知地址).
 */
final class SetFavorCallbackEndpoint implements Endpoint {

	static final Field MCHID = Field.of("mchid", "商户号", 20);

	private static final Field NOTIFY_URL = Field.of("notify_url", "通知URL地址", 256)
		.matching(SetBusifavorCallbackEndpoint.HTTPS_WITHOUT_QUERY);

	private static final Field SWITCH = Field.of("switch", "回调开关");

	private final NotifyUrls urls;

	private final Clock clock;

	SetFavorCallbackEndpoint(NotifyUrls urls, Clock clock) {
		this.urls = urls;
		this.clock = clock;
	}

	@Override
	public ObjectNode handle(Parameters parameters, @Nullable String platformSerial) {
		parameters.required(MCHID);
		String url = parameters.required(NOTIFY_URL);
		// documented as not usable: it changes nothing
		parameters.optionalFlag(SWITCH);
		this.urls.register(CallbackEvent.COUPON_USE, url);
		return JsonNodeFactory.instance.objectNode()
			.put("notify_url", url)
			.put("update_time", CouponFields.time(this.clock.instant()));
	}

}
