package io.github.wechatpayspring.simulator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells which URL the merchant registered (查询消息通知地址, 查询商家券事件通知地址).
 */
final class QueryCallbackEndpoint implements Endpoint {

	private final String merchantId;

	private final NotifyUrls urls;

	private final CallbackEvent event;

	QueryCallbackEndpoint(String merchantId, NotifyUrls urls, CallbackEvent event) {
		this.merchantId = merchantId;
		this.urls = urls;
		this.event = event;
	}

	@Override
	public ObjectNode handle(Parameters parameters, @Nullable String platformSerial) {
		String mchid = (this.event == CallbackEvent.COUPON_USE)
				? parameters.requiredQuery(SetFavorCallbackEndpoint.MCHID)
				: parameters.optionalQuery(SetBusifavorCallbackEndpoint.MCHID);
		if (mchid != null && !mchid.equals(this.merchantId)) {
			throw ApiError.of(400, "MCH_NOT_EXISTS", "商户号不存在", ErrorCode.OTHER);
		}
		String url = this.urls.registered(this.event);
		if (url == null) {
			// not documented, so code and words may be others
			throw ApiError.of(404, "RESOURCE_NOT_EXISTS", "未设置通知地址", ErrorCode.OTHER);
		}
		return JsonNodeFactory.instance.objectNode().put("mchid", this.merchantId).put("notify_url", url);
	}

}
