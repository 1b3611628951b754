package io.github.wechatpayspring.simulator;

import java.time.Clock;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sets where the merchant is told of merchant coupons that users got (设置商家券事件通知地址).
 */
final class SetBusifavorCallbackEndpoint implements Endpoint {

	static final String HTTPS_WITHOUT_QUERY = "^https://[0-9A-Za-z.\\[\\]:-]+(/[^?#\\s]*)?$";

	static final Field MCHID = Field.of("mchid", "商户号", 15).min(8);

	private static final Field NOTIFY_URL = Field.of("notify_url", "通知URL地址", 256)
		.min(10)
		.matching(HTTPS_WITHOUT_QUERY);

	private final String merchantId;

	private final NotifyUrls urls;

	private final Clock clock;

	SetBusifavorCallbackEndpoint(String merchantId, NotifyUrls urls, Clock clock) {
		this.merchantId = merchantId;
		this.urls = urls;
		this.clock = clock;
	}

	@Override
	public ObjectNode handle(Parameters parameters, @Nullable String platformSerial) {
		parameters.optional(MCHID);
		String url = parameters.required(NOTIFY_URL);
		this.urls.register(CallbackEvent.COUPON_SEND, url);
		return JsonNodeFactory.instance.objectNode()
			.put("mchid", this.merchantId)
			.put("notify_url", url)
			.put("update_time", CouponFields.time(this.clock.instant()));
	}

}
