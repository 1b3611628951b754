package io.github.wechatpayspring.notification;

import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.field.RequestFields;

/**
 * Sets and queries the URL for redemption notifications of cash coupons (代金券) and
 * multi-use credit (消费金), see {@link CouponUsedNotification}. WeChat Pay sends none
 * unless the merchant has set an API v3 key and may receive marketing events (营销事件推送).
 * Safe for use by several threads.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012464070">Set the URL for
 * notifications (设置消息通知地址)</a>
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012464198">Query the URL for
 * notifications (查询消息通知地址)</a>
 */
public class FavorCallbackService extends CallbackService<SetFavorCallbackRequest> {

	public FavorCallbackService(WechatPayClient client) {
		super(client, "favor");
	}

	/**
	 * Return a service whose calls are not retried.
	 * @return the service
	 */
	public FavorCallbackService withoutRetry() {
		return new FavorCallbackService(client().withoutRetry());
	}

	@Override
	SetFavorCallbackRequest complete(SetFavorCallbackRequest request, String merchantId) {
		return (request.mchid() != null) ? request
				: new SetFavorCallbackRequest(request.notifyUrl(), merchantId, request.enabled());
	}

	@Override
	void checkMchid(String mchid) {
		RequestFields.required("mchid", mchid, 20);
	}

}
