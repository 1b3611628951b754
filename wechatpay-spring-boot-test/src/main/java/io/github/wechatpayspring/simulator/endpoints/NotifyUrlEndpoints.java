package io.github.wechatpayspring.simulator.endpoints;

import java.time.Clock;

import io.github.wechatpayspring.simulator.callbacks.CallbackEvent;
import io.github.wechatpayspring.simulator.callbacks.NotifyUrls;
import io.github.wechatpayspring.simulator.calls.ApiError;
import io.github.wechatpayspring.simulator.calls.Parameters;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sets and queries where notifications of redeemed cash coupons go (设置、查询消息通知地址) and
 * those of merchant coupons that users got (设置、查询商家券事件通知地址).
 */
final class NotifyUrlEndpoints {

	private final String merchantId;

	private final NotifyUrls urls;

	private final Clock clock;

	NotifyUrlEndpoints(String merchantId, NotifyUrls urls, Clock clock) {
		this.merchantId = merchantId;
		this.urls = urls;
		this.clock = clock;
	}

	// the switch is documented as not usable: it changes nothing
	ObjectNode setForCashCoupons(Parameters parameters) {
		return register(CallbackEvent.COUPON_USE, parameters, Json.object());
	}

	ObjectNode setForMerchantCoupons(Parameters parameters) {
		return register(CallbackEvent.COUPON_SEND, parameters, Json.object("mchid", this.merchantId));
	}

	private ObjectNode register(CallbackEvent event, Parameters parameters, ObjectNode response) {
		String url = parameters.text("notify_url");
		this.urls.register(event, url);
		return Json.putTime(response.put("notify_url", url), "update_time", this.clock.instant());
	}

	ObjectNode queryForCashCoupons(Parameters parameters) {
		return query(CallbackEvent.COUPON_USE, parameters.findText("mchid"));
	}

	ObjectNode queryForMerchantCoupons(Parameters parameters) {
		return query(CallbackEvent.COUPON_SEND, parameters.findText("mchid"));
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
		return Json.object("mchid", this.merchantId).put("notify_url", url);
	}

}
