package io.github.wechatpayspring.simulator.endpoints;

import java.time.Clock;

import io.github.wechatpayspring.simulator.callbacks.CallbackEvent;
import io.github.wechatpayspring.simulator.callbacks.CouponFields;
import io.github.wechatpayspring.simulator.callbacks.NotifyUrls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sets and queries where notifications of redeemed cash coupons go (设置、查询消息通知地址) and
 * those of merchant coupons that users got (设置、查询商家券事件通知地址).
 */
final class NotifyUrlEndpoints {

	static final String HTTPS_WITHOUT_QUERY = "^https://[0-9A-Za-z.\\[\\]:-]+(/[^?#\\s]*)?$";

	private static final Field FAVOR_MCHID = Field.of("mchid", "商户号", 20);

	private static final Field BUSIFAVOR_MCHID = Field.of("mchid", "商户号", 15).min(8);

	private static final Field NOTIFY_URL = Field.of("notify_url", "通知URL地址", 256).matching(HTTPS_WITHOUT_QUERY);

	private static final Field SWITCH = Field.of("switch", "回调开关");

	private final String merchantId;

	private final NotifyUrls urls;

	private final Clock clock;

	NotifyUrlEndpoints(String merchantId, NotifyUrls urls, Clock clock) {
		this.merchantId = merchantId;
		this.urls = urls;
		this.clock = clock;
	}

	ObjectNode setForCashCoupons(Parameters parameters) {
		parameters.required(FAVOR_MCHID);
		String url = parameters.required(NOTIFY_URL);
		// documented as not usable: it changes nothing
		parameters.optionalFlag(SWITCH);
		return register(CallbackEvent.COUPON_USE, url, JsonNodeFactory.instance.objectNode());
	}

	ObjectNode setForMerchantCoupons(Parameters parameters) {
		parameters.optional(BUSIFAVOR_MCHID);
		String url = parameters.required(NOTIFY_URL.min(10));
		return register(CallbackEvent.COUPON_SEND, url,
				JsonNodeFactory.instance.objectNode().put("mchid", this.merchantId));
	}

	private ObjectNode register(CallbackEvent event, String url, ObjectNode response) {
		this.urls.register(event, url);
		return response.put("notify_url", url).put("update_time", CouponFields.time(this.clock.instant()));
	}

	ObjectNode queryForCashCoupons(Parameters parameters) {
		return query(CallbackEvent.COUPON_USE, parameters.requiredQuery(FAVOR_MCHID));
	}

	ObjectNode queryForMerchantCoupons(Parameters parameters) {
		return query(CallbackEvent.COUPON_SEND, parameters.optionalQuery(BUSIFAVOR_MCHID));
	}

	private ObjectNode query(CallbackEvent event, @Nullable String mchid) {
		if (mchid != null && !mchid.equals(this.merchantId)) {
			throw ApiError.of(400, "MCH_NOT_EXISTS", "商户号不存在");
		}
		String url = this.urls.registered(event);
		if (url == null) {
			// not documented, so code and words may be others
			throw ApiError.of(404, "RESOURCE_NOT_EXISTS", "未设置通知地址");
		}
		return JsonNodeFactory.instance.objectNode().put("mchid", this.merchantId).put("notify_url", url);
	}

}
