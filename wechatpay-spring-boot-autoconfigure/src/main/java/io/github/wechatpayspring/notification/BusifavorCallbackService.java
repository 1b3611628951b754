package io.github.wechatpayspring.notification;

import io.github.wechatpayspring.client.WechatPayClient;
import io.github.wechatpayspring.field.RequestFields;

/**
 * Sets and queries the URL for notifications of merchant coupons (商家券) that users
 * received, see {@link CouponSentNotification}. WeChat Pay sends none unless the merchant
 * has set an API v3 key and may receive marketing events (营销事件推送); the user is named only
 * if the stock was created with a {@code notify_appid}. Safe for use by several threads.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012465431">Set the URL for
 * notifications (设置商家券事件通知地址)</a>
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4012465507">Query the URL for
 * notifications (查询商家券事件通知地址)</a>
 */
public class BusifavorCallbackService extends CallbackService<SetBusifavorCallbackRequest> {

	public BusifavorCallbackService(WechatPayClient client) {
		super(client, "busifavor");
	}

	/**
	 * Return a service whose calls are not retried.
	 * @return the service
	 */
	public BusifavorCallbackService withoutRetry() {
		return new BusifavorCallbackService(client().withoutRetry());
	}

	@Override
	SetBusifavorCallbackRequest complete(SetBusifavorCallbackRequest request, String merchantId) {
		return (request.mchid() != null) ? request : new SetBusifavorCallbackRequest(request.notifyUrl(), merchantId);
	}

	@Override
	void checkMchid(String mchid) {
		RequestFields.between("mchid", mchid, 8, 15);
	}

}
